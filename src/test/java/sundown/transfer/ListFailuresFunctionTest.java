package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.ApiResponse;
import sundown.edge.Json;
import sundown.transfer.TransferStore.FailedItem;

class ListFailuresFunctionTest extends Functions {
    private static final Map<String, String> CSV = Map.of("accept", "text/csv");

    @BeforeEach
    void failFiveItems() {
        put(finished(5));
        transfers.saveFailures(
                transfer(),
                IntStream.rangeClosed(1, 5)
                        .mapToObj(number ->
                                new FailedItem(item(number), "=" + number + ".jpg", 10, FailureReason.EMPTY, NOW))
                        .toList());
    }

    @Test
    void listsNameSizeAndReason() {
        ApiResponse response = list(Map.of());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Json.read(response.body()).path("failures").path(0)).isEqualTo(Json.read("""
            {"item": "i001", "name": "=1.jpg", "bytes": 10, "reason": "EMPTY", "retryable": false,
             "message": "The file is empty.", "at": "2023-01-15T12:00:00Z"}
            """));
        assertThat(Json.read(response.body()).has("next")).isFalse();
    }

    @Test
    void hasASentenceOfItsOwnForEachReason() {
        assertThat(FailureReason.values())
                .extracting(FailureReason::sentence)
                .doesNotHaveDuplicates()
                .allMatch(sentence -> sentence.matches("[A-Z].{10,}\\."));
    }

    @Test
    void listsPageAfterPage() {
        List<String> items = new ArrayList<>();
        JsonNode page = Json.read(list(Map.of("limit", "2")).body());
        while (page.has("next")) {
            page.path("failures")
                    .forEach(failure -> items.add(failure.path("item").textValue()));
            page = Json.read(
                    list(Map.of("limit", "2", "after", page.path("next").textValue()))
                            .body());
        }
        page.path("failures").forEach(failure -> items.add(failure.path("item").textValue()));

        assertThat(items).containsExactly("i001", "i002", "i003", "i004", "i005");
    }

    @Test
    void writesATableWithALinkToTheNextPageOfTheSameLength() {
        ApiResponse response = failures(USER, CSV, Map.of("limit", "2"));

        assertThat(response.headers())
                .containsEntry("content-type", "text/csv; charset=utf-8; header=present")
                .containsEntry("link", "</transfers/current/failures?after=i002&limit=2>; rel=\"next\"");
        assertThat(response.body()).isEqualTo("""
            name,bytes,reason,can be tried again\r
            "'=1.jpg",10,"The file is empty.","no"\r
            "'=2.jpg",10,"The file is empty.","no"\r
            """);
    }

    @Test
    void hasNoLinkOnTheLastPage() {
        ApiResponse response = failures(USER, CSV, Map.of("after", "i004"));

        assertThat(response.headers()).doesNotContainKey("link");
        assertThat(response.body().lines()).hasSize(2);
    }

    @Test
    void writesOnlyTheHeaderOfATableWithoutItems() {
        assertThat(failures(USER, CSV, Map.of("after", "i005")).body())
                .isEqualTo("name,bytes,reason,can be tried again\r\n");
    }

    @Test
    void showsNothingOfAnotherUsersTransfer() {
        ApiResponse response = failures(new UserId("u2"), Map.of(), Map.of());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).doesNotContain(".jpg");
    }

    private ApiResponse list(Map<String, String> query) {
        return failures(USER, Map.of(), query);
    }
}
