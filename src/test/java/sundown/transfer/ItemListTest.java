package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.transfer.Given.NOW;
import static sundown.transfer.Given.finished;
import static sundown.transfer.Given.item;
import static sundown.transfer.Given.toUpload;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.edge.ApiResponse;
import sundown.edge.Json;
import sundown.gallery.Item;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.runtime.Records;
import sundown.transfer.Answer.MediaItemId;
import sundown.transfer.TransferStore.FailedItem;

class ItemListTest extends Functions {
    private static final Map<String, String> CSV = Map.of("accept", "text/csv");

    /** A batch of three items, one without any, and one of two; and two items that failed. */
    @BeforeEach
    void settle() {
        put(finished(0));
        settle(1, moved(1), toUpload(2).withStep(new Batch.Refused(FailureReason.EMPTY)), moved(3));
        settle(2);
        settle(3, toUpload(4).withStep(Batch.Taken.untold(true)), moved(5));
        settle(4, moved(6));
        put(Records.with(transfer(), "progress", Records.with(transfer().progress(), "batch", 4)));
        transfers.saveFailures(
                transfer(),
                List.of(
                        new FailedItem(item(2), "2.jpg", 10, FailureReason.EMPTY, NOW),
                        new FailedItem(item(7), "=7.jpg", 10, FailureReason.REFUSED, NOW)));
        Marks hidden = new Marks(Optional.of(true), Optional.empty(), Optional.empty());
        index.put(USER, photo(1, "beach.jpg", Set.of("Summer", "Italy"), Optional.of(NOW), hidden));
        index.put(USER, photo(5, "sea.jpg", Set.of(), Optional.empty(), Marks.NONE));
    }

    private static Item photo(int number, String name, Set<String> albums, Optional<Instant> takenAt, Marks marks) {
        return new Item(
                item(number),
                new ObjectKey("1/u1/" + item(number)),
                name,
                10,
                albums,
                takenAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                marks);
    }

    private void settle(int number, Batch.Entry... entries) {
        Transfer there =
                Records.with(transfer(), "progress", Records.with(transfer().progress(), "batch", number));
        Batch batch = new Batch(Optional.empty(), Optional.empty(), Optional.empty(), List.of(entries));
        transfers.saveSettled(there, new SettledBatch(number, batch, Years.NONE));
    }

    private static Batch.Entry moved(int number) {
        Optional<String> link = number == 3 ? Optional.of("https://photos.example/3") : Optional.empty();
        return toUpload(number).withStep(new Batch.Taken(Optional.of(new MediaItemId("m" + number)), link, false));
    }

    @Test
    void listsWhatTheLibraryHasAndThenWhatFailed() {
        JsonNode page = Json.read(list(Map.of("limit", "1000")).body());

        assertThat(page.has("next")).isFalse();
        assertThat(page.path("items")).isEqualTo(Json.read("""
            [{"item": "i001", "name": "beach.jpg", "bytes": 10, "albums": ["Italy", "Summer"],
              "takenAt": "2023-01-15T12:00:00Z", "private": true, "state": "moved",
              "link": "https://photos.google.com/lr/photo/m1"},
             {"item": "i003", "name": "i003", "albums": [], "state": "moved", "link": "https://photos.example/3"},
             {"item": "i004", "name": "i004", "albums": [], "state": "already-there"},
             {"item": "i005", "name": "sea.jpg", "bytes": 10, "albums": [], "private": false, "state": "moved",
              "link": "https://photos.google.com/lr/photo/m5"},
             {"item": "i002", "name": "2.jpg", "bytes": 10, "albums": [], "state": "failed", "reason": "EMPTY",
              "retryable": false, "message": "The file is empty."},
             {"item": "i007", "name": "=7.jpg", "bytes": 10, "albums": [], "state": "failed", "reason": "REFUSED",
              "retryable": true, "message": "Google Photos refused this file."}]
            """));
    }

    @Test
    void hasASentenceOfItsOwnForEachReason() {
        assertThat(FailureReason.values())
                .extracting(FailureReason::sentence)
                .doesNotHaveDuplicates()
                .allMatch(sentence -> sentence.matches("[A-Z].{10,}\\."));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 50, 51, 101, 1_000})
    void listsEachItemOnceWhateverThePagesAre(int limit) {
        assertThat(walk(limit, Map.of())).containsExactly("i001", "i003", "i004", "i005", "i002", "i007");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1_000})
    void listsOnlyWhatFailed(int limit) {
        assertThat(walk(limit, Map.of("state", "failed"))).containsExactly("i002", "i007");
        assertThat(walk(limit, Map.of("state", "failed", "after", "b-1-0"))).containsExactly("i002", "i007");
        assertThat(walk(limit, Map.of("state", "failed", "after", "f-i002"))).containsExactly("i007");
    }

    /** Goes from page to page; only the first is asked for with more than its place. */
    private List<String> walk(int limit, Map<String, String> first) {
        List<String> items = new ArrayList<>();
        Map<String, String> query = new HashMap<>(first);
        do {
            query.put("limit", "" + limit);
            JsonNode page = Json.read(list(query).body());
            assertThat(page.path("items").size()).isLessThanOrEqualTo(limit);
            page.path("items").forEach(listed -> items.add(listed.path("item").textValue()));
            query.clear();
            page.findValues("next").forEach(next -> query.put("after", next.textValue()));
        } while (!query.isEmpty());
        return items;
    }

    @Test
    void listsAThousandItemsOfFullBatches() {
        for (int batch = 1; batch <= 21; batch++) {
            int first = batch * Batch.ITEMS_MAX;
            settle(
                    batch,
                    IntStream.range(first, first + Batch.ITEMS_MAX)
                            .mapToObj(ItemListTest::moved)
                            .toArray(Batch.Entry[]::new));
        }
        put(Records.with(transfer(), "progress", Records.with(transfer().progress(), "batch", 22)));

        JsonNode page = Json.read(list(Map.of("limit", "1000")).body());

        assertThat(page.path("items").size()).isEqualTo(1_000);
        assertThat(page.path("next").textValue()).isEqualTo("b-21-0");
    }

    @Test
    void writesATableWithALinkToTheNextPage() {
        ApiResponse response = list(CSV, Map.of("limit", "2"));

        assertThat(response.headers())
                .containsEntry("content-type", "text/csv; charset=utf-8; header=present")
                .containsEntry("link", "</transfers/current/items?after=b-2-0&limit=2>; rel=\"next\"");
        assertThat(response.body()).isEqualTo("""
            name,albums,date taken,state,link\r
            "beach.jpg","Italy; Summer","2023-01-15T12:00:00Z","moved","https://photos.google.com/lr/photo/m1"\r
            "i003","","","moved","https://photos.example/3"\r
            """);
    }

    @Test
    void writesWhyAnItemFailed() {
        ApiResponse response = list(CSV, Map.of("state", "failed", "limit", "1"));

        assertThat(response.headers())
                .containsEntry("link", "</transfers/current/items?after=f-i002&limit=1>; rel=\"next\"");
        assertThat(response.body()).isEqualTo("""
            name,albums,date taken,state,link\r
            "2.jpg","","","failed: The file is empty.",""\r
            """);
    }

    @Test
    void writesNoLinkOnTheLastPage() {
        ApiResponse response = list(CSV, Map.of("after", "f-i002"));

        assertThat(response.headers()).doesNotContainKey("link");
        assertThat(response.body()).endsWith("""
            "'=7.jpg","","","failed: Google Photos refused this file.",""\r
            """);
    }

    @ParameterizedTest
    @CsvSource({"after,i001", "after,b-1", "after,f-", "limit,0", "limit,1001", "limit,x", "state,moved"})
    void refusesWhatIsNoPageOfTheList(String name, String value) {
        ApiResponse response = list(Map.of(name, value));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers()).containsEntry("content-type", "application/problem+json");
    }

    @Test
    void showsNothingOfAnotherUsersTransfer() {
        ApiResponse response = items(new UserId("u2"), Map.of(), Map.of());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).doesNotContain(".jpg");
    }

    private ApiResponse list(Map<String, String> query) {
        return list(Map.of(), query);
    }

    private ApiResponse list(Map<String, String> headers, Map<String, String> query) {
        return items(USER, headers, query);
    }
}
