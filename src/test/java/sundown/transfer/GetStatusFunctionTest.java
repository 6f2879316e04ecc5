package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.account.ReachStore.Reach;
import sundown.contract.SampleArchives;
import sundown.contract.SampleReceipts;
import sundown.edge.ApiRequest;
import sundown.edge.ApiRequests;
import sundown.edge.ApiResponse;
import sundown.edge.Json;
import sundown.runtime.Records;
import sundown.timeline.Timeline;

class GetStatusFunctionTest extends Functions {
    @Test
    void showsRegionGroupPhaseAndDates() {
        JsonNode notice = status().path("notice");

        assertThat(notice.path("region").textValue()).isEqualTo("IN");
        assertThat(notice.path("group").textValue()).isEqualTo("1");
        assertThat(notice.path("phase").textValue()).isEqualTo("EXPORTS_OPEN");
        assertThat(notice.path("dates").path("close").textValue()).isEqualTo("2023-06-01T00:00:00Z");
    }

    @Test
    void saysThatATransferIsOpen() {
        assertThat(transferDoor().path("open").booleanValue()).isTrue();
        assertThat(transferDoor().has("why")).isFalse();
        assertThat(transferDoor().has("code")).isFalse();
    }

    @Test
    void saysWhyATransferIsNotOpen() {
        clock.moveTo(Instant.parse("2022-11-01T00:00:00Z"));
        assertClosed("exports-not-open", "Exports open at 2022-12-01T00:00:00Z.");

        clock.moveTo(CLOSE);
        assertClosed("exports-closed", "Exports ended at 2023-06-01T00:00:00Z.");
        assertThat(status().at("/open/archive/open").booleanValue()).isFalse();

        register(USER, "CN");
        assertClosed("nothing-ends", "Nothing ends in your region.");

        register(USER, "CU");
        clock.moveTo(Instant.parse("2023-02-01T00:00:00Z"));
        assertClosed("not-offered-in-region", "Google's service is not offered in your region.");

        timelines.put(Timeline.NOT_ANNOUNCED);
        assertClosed("not-announced", "Nothing is announced yet.");
        assertThat(status().at("/open/archive/open").booleanValue()).isFalse();
        assertThat(status().at("/open/sales/open").booleanValue()).isTrue();
        assertThat(status().at("/notice/code").textValue()).isEqualTo("not-announced");
    }

    /** The first look after the notice is noted before the count that it begins, and no later one costs a call. */
    @Test
    void aUserWhoLooksAfterTheNoticeIsReached() {
        clock.moveTo(Instant.parse("2022-01-01T00:00:00Z"));
        status();
        assertThat(reaches.find(USER)).isEmpty();
        clock.moveTo(Instant.parse("2022-11-01T00:00:00Z"));
        status();
        assertThat(reaches.find(USER)).contains(Reach.REACHED);
        assertThat(reaches.notes()).isEqualTo(1);
        status();
        assertThat(reaches.notes()).isEqualTo(1);
    }

    @Test
    void showsTheTransferOnceThereIsOne() {
        assertThat(status().has("transfer")).isFalse();
        addPhotos(3);
        addText(2);
        start(ACCOUNT);
        workAll();

        JsonNode transfer = status().path("transfer");

        assertThat(transfer.path("state").textValue()).isEqualTo("finished");
        assertThat(transfer.path("items").path("done").path("items").intValue()).isEqualTo(2);
        assertThat(transfer.path("items").path("failed").path("items").intValue())
                .isEqualTo(1);
        assertThat(transfer.path("googleAccount").textValue()).isEqualTo("someone@example.com");
        JsonNode safety = status().path("safety");
        assertThat(safety.path("standing").textValue()).isEqualTo("partly-safe");
        assertThat(safety.at("/items/items").intValue()).isEqualTo(3);
        assertThat(safety.at("/safe/items").intValue()).isEqualTo(2);
        assertThat(safety.path("missing").intValue()).isEqualTo(1);
        assertThat(safety.path("why").textValue()).isEqualTo("not-taken");
    }

    @Test
    void showsThatAnArchiveHasEndedBeforeTheSweepNotesIt() {
        assertThat(archives.save(SampleArchives.ready(USER))).isPresent();
        assertThat(status().at("/archive/state").textValue()).isEqualTo("ready");

        clock.moveTo(CLOSE);

        assertThat(status().at("/archive/state").textValue()).isEqualTo("closed");
    }

    @Test
    void sendsOnlyWhatIsNewToAClient() {
        startWith(3);
        ApiResponse first = status(USER);
        clock.advance(Duration.ofSeconds(1));

        ApiResponse second = status(first.headers().get("etag"));

        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();

        workAll();
        assertThat(status(first.headers().get("etag")).statusCode()).isEqualTo(200);
    }

    /** The rate falls with every second in which nothing is counted. */
    @Test
    void sendsNoEstimateAlone() {
        startWith(60);
        clock.advance(Duration.ofSeconds(10));
        moveOneBatch();
        ApiResponse first = status(USER);
        clock.advance(Duration.ofSeconds(10));

        assertThat(status(USER).body()).isNotEqualTo(first.body());
        assertThat(status(first.headers().get("etag")).statusCode()).isEqualTo(304);
    }

    @Test
    void saysWhenToLookAgain() {
        assertThat(status().path("lookAgainInSeconds").intValue())
                .as("while the gallery is counted")
                .isEqualTo(5);
        countAll();
        assertThat(status().path("lookAgainInSeconds").intValue()).isEqualTo(3600);
        startWith(3);

        ApiResponse running = status(USER);

        assertThat(Json.read(running.body()).path("lookAgainInSeconds").intValue())
                .isEqualTo(5);
        assertThat(running.headers()).containsEntry("retry-after", "5");
    }

    @Test
    void looksAgainWhenTheNextPhaseBegins() {
        clock.moveTo(CLOSE.minusSeconds(100));
        status();
        countAll();

        assertThat(status().path("lookAgainInSeconds").intValue()).isEqualTo(100);
    }

    @Test
    void tellsClientsOfTheEndWhereThereIsOne() {
        assertThat(status(USER).headers())
                .containsEntry("sunset", "Thu, 01 Jun 2023 00:00:00 GMT")
                .containsEntry("deprecation", "@1666656000");

        register(USER, "CN");

        assertThat(status(USER).headers()).doesNotContainKeys("sunset", "deprecation");
    }

    @Test
    void givesAReceiptOfWhatWasMoved() {
        addPhotos(3);
        addText(2);
        start(ACCOUNT);
        clock.advance(Duration.ofMinutes(1));
        workAll();

        String receipt = receipt();

        assertThat(Json.read(receipt).path("moved")).isEqualTo(Json.read("""
            {"state": "finished", "startedAt": "2023-01-15T12:00:00Z", "endedAt": "2023-01-15T12:01:00Z",
             "items": {"total": {"items": 3, "bytes": 37}, "done": {"items": 2, "bytes": 18},
                       "duplicate": {"items": 0, "bytes": 0}, "failed": {"items": 1, "bytes": 19},
                       "skipped": {"items": 0, "bytes": 0}, "pending": {"items": 0, "bytes": 0}},
             "years": [{"items": 2}], "albums": [], "hidden": {"items": 0, "bytes": 0}}
            """));
        assertThat(Json.read(receipt).at("/recipients/googleAccount").booleanValue())
                .isTrue();
        assertThat(Json.read(receipt).at("/recipients/ownDevice").booleanValue())
                .isFalse();
        assertThat(Json.read(receipt).path("closed").booleanValue()).isFalse();
        assertThat(Json.read(receipt).at("/recipients/googleAccounts"))
                .isEqualTo(Json.read("[\"someone@example.com\"]"));
        assertThat(receipt).doesNotContain("photo-");
    }

    @Test
    void countsByYearAndAlbumOnTheReceipt() {
        startWith(3);
        workAll();
        Years years = new Years(Map.of("0", 4L, "2019", 2L, "1998", 1L));
        Transfer last = transfer()
                .with(Records.with(
                        transfer().progress(), "batch", transfer().progress().batch() - 1));
        transfers.saveSettled(
                last, new SettledBatch(1, transfers.findBatch(last).orElseThrow(), years));
        transfers.saveAlbum(transfer(), LibraryAlbum.first("Beach").filled(2));
        transfers.saveAlbum(
                transfer(),
                LibraryAlbum.first("Holiday").filled(19_990).withRoomFor(50).filled(50));
        transfers.saveAlbum(transfer(), LibraryAlbum.first("Nothing"));

        JsonNode moved = Json.read(receipt()).path("moved");

        assertThat(moved.path("years")).isEqualTo(Json.read("""
            [{"year": 1998, "items": 1}, {"year": 2019, "items": 2}, {"items": 4}]
            """));
        assertThat(moved.path("albums")).isEqualTo(Json.read("""
            [{"title": "Holiday", "items": 20040}, {"title": "Beach", "items": 2}]
            """));
    }

    @Test
    void givesAReceiptAfterTheCloseToo() {
        startWith(3);
        clock.moveTo(CLOSE);
        workAll();

        JsonNode receipt = Json.read(receipt());

        assertThat(receipt.path("closed").booleanValue()).isTrue();
        assertThat(receipt.at("/moved/state").textValue()).isEqualTo("closed");
        assertThat(receipt.at("/recipients/googleAccount").booleanValue()).isFalse();
        assertThat(receipt.at("/recipients/googleAccounts")).isEmpty();
        assertThat(receipt.at("/refund/code").textValue()).isEqualTo("nothing-paid");
    }

    @Test
    void givesTheReceiptThatIsKeptOnceTheRestIsDeleted() {
        receipts.keep(SampleReceipts.whole(USER));
        clock.moveTo(CLOSE);

        JsonNode receipt = Json.read(receipt());

        assertThat(receipt.path("deletedAt").textValue()).isEqualTo("2026-11-24T18:31:55.123456789Z");
        assertThat(receipt.at("/moved/items/done/items").longValue()).isEqualTo(6);
        assertThat(receipt.at("/moved/items/pending/items").longValue()).isZero();
        assertThat(receipt.at("/downloaded/state").textValue()).isEqualTo("expired");
        assertThat(receipt.at("/downloaded/volumesDownloaded").intValue()).isEqualTo(3);
        assertThat(receipt.at("/recipients/ownDevice").booleanValue()).isTrue();
        assertThat(receipt.at("/refund/code").textValue()).isEqualTo("nothing-paid");
    }

    /** A worker of a purge has kept it, and then the close moved. */
    @Test
    void givesNoReceiptThatIsKeptBeforeTheClose() {
        receipts.keep(SampleReceipts.whole(USER));
        clock.moveTo(CLOSE.minusSeconds(1));

        JsonNode receipt = Json.read(receipt());

        assertThat(receipt.has("deletedAt")).isFalse();
        assertThat(receipt.has("moved")).isFalse();
    }

    @Test
    void beginsNoCountForAReceipt() {
        addPhotos(3);

        receipt();

        assertThat(inventories.find(USER)).isEmpty();
    }

    @Test
    void givesAReceiptOfNothing() {
        JsonNode receipt = Json.read(receipt());

        assertThat(receipt.has("moved")).isFalse();
        assertThat(receipt.has("downloaded")).isFalse();
    }

    private void assertClosed(String code, String why) {
        assertThat(transferDoor().path("open").booleanValue()).isFalse();
        assertThat(transferDoor().path("why").textValue()).isEqualTo(why);
        assertThat(transferDoor().path("code").textValue()).isEqualTo(code);
    }

    private JsonNode transferDoor() {
        return status().path("open").path("transfer");
    }

    private String receipt() {
        ApiRequest request = ApiRequests.from(USER, null);
        return status(Records.with(request, "routeKey", "GET /receipt")).body();
    }

    private ApiResponse status(String known) {
        return status(ApiRequests.from(USER, Map.of("if-none-match", known), Map.of(), null));
    }

    private JsonNode status() {
        return Json.read(status(USER).body());
    }
}
