package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.digest.Sha1;
import sundown.edge.ApiResponse;
import sundown.edge.Json;
import sundown.gallery.Item;
import sundown.gallery.Item.Marks;
import sundown.gallery.Tally;
import sundown.receipt.Safety;
import sundown.receipt.Safety.Missing;
import sundown.receipt.Safety.Standing;
import sundown.runtime.Records;
import sundown.transfer.Transfer.TransferState;

/** A user moves a part of their gallery, and another one later; nothing is sent twice. */
class ChoicesTest extends Functions {
    private static final Map<String, Object> OF_2019 = Map.of("selection", Map.of("years", Set.of(2019)));
    private static final Map<String, Object> THE_REST = Map.of("selection", Map.of());

    private final Map<Integer, Integer> years = new TreeMap<>();

    private void photo(int number, int year, String... albums) {
        Item item = addPhoto(number);
        Item taken = Records.with(item, "takenAt", Optional.of(Instant.parse(year + "-06-01T00:00:00Z")));
        index.put(USER, Records.with(taken, "albums", Set.of(albums)));
        years.put(number, year);
    }

    private void mark(int number, Marks marks) {
        Item item = index.find(USER, List.of(item(number))).getFirst();
        index.put(USER, Records.with(item, "marks", marks));
    }

    /** Three photos of 2019, one of them private and one in the trash; two of 2020 in an album. */
    private void fill() {
        photo(1, 2019, "Beach");
        photo(2, 2019);
        photo(3, 2019);
        photo(4, 2020, "Beach");
        photo(5, 2020, "Home");
        mark(2, new Marks(Optional.of(true), Optional.empty(), Optional.empty()));
        mark(3, new Marks(Optional.empty(), Optional.of(NOW), Optional.empty()));
    }

    private ApiResponse startWith(Map<String, Object> wishes) {
        Map<String, Object> body = new TreeMap<>(wishes);
        body.putAll(InMemoryLibraryAccess.fields(access.consent(ACCOUNT)));
        return start(USER, Json.write(body));
    }

    /** Works until the transfer has ended, however long it waits. */
    private JsonNode finish() {
        do {
            countAll();
            workAll();
            if (transfer().state() instanceof TransferState.Active active) {
                clock.moveTo(active.dueAt());
                sweep();
            }
        } while (transfer().state().active());
        return Json.read(status(USER).body()).path("transfer");
    }

    private Set<Integer> moved() {
        Set<Integer> moved = new TreeSet<>();
        years.keySet().forEach(number -> {
            if (access.held(ACCOUNT).contains(addedDigest(number))) {
                moved.add(number);
            }
        });
        return moved;
    }

    private Sha1 addedDigest(int number) {
        return index.find(USER, List.of(item(number))).getFirst().sha1().orElseThrow();
    }

    private long uploads() {
        return library.requests().stream()
                .filter(request -> request.startsWith("upload"))
                .count();
    }

    private Safety safety() {
        return Safety.of(transfers.find(USER), Optional.empty(), Optional.empty());
    }

    @Test
    void movesTheChosenYearAloneAndSaysHowManyAreLeftOut() {
        fill();
        assertThat(startWith(OF_2019).statusCode()).isEqualTo(201);

        JsonNode view = finish();

        assertThat(moved()).containsExactly(1);
        assertThat(view.path("code").textValue()).isEqualTo("finished-part");
        assertThat(view.path("choice").path("notChosen").path("items").longValue())
                .isEqualTo(2);
        assertThat(view.path("choice").path("selection").path("years").get(0).intValue())
                .isEqualTo(2019);
        assertThat(view.path("items").path("total").path("items").longValue()).isEqualTo(1);
        assertThat(safety().standing()).isEqualTo(Standing.PARTLY_SAFE);
        assertThat(safety().all().map(Tally::items)).contains(4L);
        assertThat(safety().missing()).isEqualTo(3);
    }

    @Test
    void aFurtherTransferTakesTheRestAndSendsNothingTwice() {
        fill();
        startWith(OF_2019);
        finish();

        assertThat(startWith(THE_REST).statusCode()).isEqualTo(200);
        JsonNode view = finish();

        assertThat(moved()).containsExactly(1, 4, 5);
        assertThat(uploads()).isEqualTo(3);
        assertThat(view.path("choice").isMissingNode()).isTrue();
        assertThat(transfer().counts().total().items()).isEqualTo(3);
        assertThat(transfer().counts().done().items()).isEqualTo(3);
        assertThat(transfer().counts().duplicate().items()).isZero();
    }

    @Test
    void anAlbumHasItsItemsOfAllChoices() {
        fill();
        startWith(OF_2019);
        finish();
        startWith(THE_REST);
        finish();

        assertThat(google.albums(ACCOUNT))
                .filteredOn(album -> album.title().equals("Beach"))
                .singleElement()
                .satisfies(album -> assertThat(album.items()).hasSize(2));
    }

    @Test
    void aChoiceThatIsRepeatedChangesNothing() {
        fill();
        startWith(OF_2019);
        finish();
        Transfer before = transfer();

        assertThat(startWith(OF_2019).statusCode()).isEqualTo(200);

        assertThat(transfer()).isEqualTo(before);
    }

    @Test
    void anotherChoiceTakesThePlaceOfOneOfWhichNothingHasMoved() {
        fill();
        access.setRoom(ACCOUNT, new Room.Limited(1, 0));
        start(ACCOUNT);
        workAll();
        assertThat(transfer().state()).isInstanceOf(TransferState.Waiting.class);
        access.setRoom(ACCOUNT, ROOM);

        assertThat(resume(USER, Json.write(OF_2019)).statusCode()).isEqualTo(200);
        finish();

        assertThat(moved()).containsExactly(1);
    }

    @Test
    void aChoiceIsFixedOnceItemsHaveMoved() {
        for (int number = 1; number <= 120; number++) {
            photo(number, 2020);
        }
        start(ACCOUNT);
        moveOneBatch();

        ApiResponse response = startWith(OF_2019);

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).contains("choice-fixed");
        finish();
        assertThat(moved()).hasSize(120);
    }

    /** Its creation had no answer, so nobody knows whether the photos are at Google. */
    @Test
    void aChoiceIsFixedOnceItsFirstBatchMayBeThere() {
        fill();
        library.createWith(new Answer.Retry());
        startWith(Map.of("movePrivate", true));
        countAll();
        workAll();
        assertThat(transfer().state()).isInstanceOf(TransferState.Waiting.class);

        ApiResponse response = resume(USER, Json.write(Map.of("movePrivate", false, "selection", Map.of())));

        assertThat(response.body()).contains("choice-fixed");
        finish();
        assertThat(moved()).containsExactly(1, 2, 4, 5);
    }

    @Test
    void theAnswerOnPrivateItemsCanBeGivenAtTheEnd() {
        fill();
        start(ACCOUNT);
        finish();
        assertThat(safety().why()).isEqualTo(Missing.NOT_ASKED);

        assertThat(resume(USER, Json.write(Map.of("movePrivate", false))).statusCode())
                .isEqualTo(200);

        assertThat(safety().standing()).isEqualTo(Standing.MOVED);
        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(moved()).containsExactly(1, 4, 5);
    }

    @Test
    void theAnswerCanBeGivenWhileItMoves() {
        for (int number = 6; number <= 120; number++) {
            photo(number, 2020);
        }
        fill();
        start(ACCOUNT);
        moveOneBatch();

        assertThat(startWith(Map.of("movePrivate", false)).statusCode()).isEqualTo(200);
        finish();

        assertThat(safety().standing()).isEqualTo(Standing.MOVED);
        assertThat(moved()).hasSize(118).doesNotContain(2);
    }

    @Test
    void privateItemsMoveAfterTheOthersIfTheUserSaysSoThen() {
        fill();
        start(ACCOUNT);
        finish();

        startWith(Map.of("movePrivate", true));
        finish();

        assertThat(moved()).containsExactly(1, 2, 4, 5);
        assertThat(uploads()).isEqualTo(4);
        assertThat(safety().standing()).isEqualTo(Standing.MOVED);
    }

    @Test
    void theTrashMovesIfItIsChosen() {
        fill();
        startWith(Map.of("selection", Map.of("trash", true)));
        finish();

        assertThat(moved()).containsExactly(1, 3, 4, 5);
    }

    @Test
    void aChoiceOfAlbumsTakesEachItemOfThem() {
        fill();
        photo(6, 2021, "Home", "Beach");
        startWith(Map.of("selection", Map.of("albums", Set.of("Home"))));
        finish();

        assertThat(moved()).containsExactly(5, 6);
    }

    @Test
    void aChoiceOfNothingIsAtItsEndAtOnce() {
        fill();
        startWith(Map.of("selection", Map.of("years", Set.of(1970))));
        finish();

        assertThat(moved()).isEmpty();
        assertThat(safety().missing()).isEqualTo(4);
    }

    @Test
    void placesOfOtherItemsArePassedWithFewBatches() {
        for (int number = 1; number <= 990; number++) {
            photo(number, 2020);
        }
        photo(991, 2019);
        startWith(OF_2019);
        finish();

        assertThat(moved()).containsExactly(991);
        assertThat(transfer().progress().batch()).isLessThan(5);
    }

    @Test
    void chosenItemsBetweenOthersFillTheirBatches() {
        for (int number = 1; number <= 400; number++) {
            photo(number, number % 4 == 0 ? 2019 : 2020);
        }
        startWith(OF_2019);
        finish();

        assertThat(moved()).hasSize(100);
        assertThat(transfer().progress().batch()).isEqualTo(3);
    }

    @Test
    void theEndTellsOfPrivateItemsThatWereLeftOut() {
        fill();
        start(ACCOUNT);

        assertThat(finish().path("code").textValue()).isEqualTo("finished-part");
    }

    @Test
    void tenChoicesAreTheMost() {
        for (int number = 1; number <= 12; number++) {
            photo(number, 2000 + number);
        }
        for (int number = 1; number <= 10; number++) {
            startWith(Map.of("selection", Map.of("years", Set.of(2000 + number))));
            finish();
        }

        assertThat(startWith(THE_REST).body()).contains("choice-fixed");
        assertThat(moved()).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"years\": [\"2019\"]}",
                "{\"year\": [2019]}",
                "{\"kind\": \"FILM\"}",
                "{\"albums\": [\"\"]}",
                "{\"albums\": \"Beach\"}",
                "{\"albums\": [null]}",
                "{\"years\": [null]}",
                "[]"
            })
    void refusesASelectionThatIsNone(String selection) {
        fill();
        start(ACCOUNT);
        Transfer before = transfer();

        ApiResponse response = resume(USER, "{\"selection\": " + selection + "}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("selection").doesNotContain("Beach");
        assertThat(transfer()).isEqualTo(before);
    }

    @Test
    void theStatusTellsTheParts() {
        fill();
        status(USER);
        countAll();

        JsonNode gallery = Json.read(status(USER).body()).path("gallery");

        assertThat(gallery.path("years").findValuesAsText("year")).containsExactly("2020", "2019");
        assertThat(gallery.path("years").get(1).path("photos").path("items").longValue())
                .isEqualTo(1);
        assertThat(gallery.path("named").findValuesAsText("name")).containsExactly("Beach", "Home");
        assertThat(gallery.path("named").get(0).path("items").longValue()).isEqualTo(2);
    }

    @Test
    void aStoppedChoiceGoesOnWithTheSameOne() {
        fill();
        startWith(OF_2019);
        stop(USER);
        clock.advance(Duration.ofMinutes(1));
        assertThat(resume(USER, "{}").statusCode()).isEqualTo(200);
        finish();

        assertThat(moved()).containsExactly(1);
    }
}
