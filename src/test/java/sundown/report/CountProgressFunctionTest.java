package sundown.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.ReachStore.Reach;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.report.CountingStore.Counting;
import sundown.report.ReportFiles.ReportFile;
import sundown.runtime.Calls;
import sundown.transfer.Transfer.TransferState.WaitReason;

class CountProgressFunctionTest {
    private final Functions functions = new Functions();

    @Test
    void countsEachUserByWhatTheyHaveTakenOut() {
        functions.moved(functions.user("moved", 1, 3), 3, 0);
        functions.downloaded(functions.user("downloaded", 2, 3), 3);
        UserId both = functions.user("both", 3, 3);
        functions.moved(both, 3, 0);
        functions.downloaded(both, 3);
        functions.archived(functions.user("archived", 0, 2), 2);
        functions.user("idle", 0, 1);
        functions.moved(functions.user("partly", 0, 5), 5, 1);

        JsonNode group = functions.report();

        assertThat(((ObjectNode) group).retain("users", "items", "bytes", "standings", "lost", "left"))
                .isEqualTo(Json.read("""
                        {"users": 6, "items": 17, "bytes": 17000, "standings": {
                          "MOVED": {"users": 1, "items": 3, "bytes": 3000},
                          "DOWNLOADED": {"users": 1, "items": 3, "bytes": 3000},
                          "BOTH": {"users": 1, "items": 3, "bytes": 3000},
                          "PARTLY_SAFE": {"users": 1, "items": 4, "bytes": 4000},
                          "NOTHING_TAKEN": {"users": 2, "items": 0, "bytes": 0}},
                          "lost": 0, "left": {"users": 3, "items": 4, "bytes": 4000}}"""));
    }

    @Test
    void countsFailedItemsByReason() {
        functions.moved(functions.user("some", 1, 5), 5, 2);
        functions.moved(functions.user("many", 2, 2_500), 2_500, 2_001);
        assertThat(functions.report().at("/failed/EMPTY").asLong()).isEqualTo(2_003);
    }

    @Test
    void countsParkedTransfersByReason() {
        functions.parked(functions.user("full", 1, 5), WaitReason.ROOM);
        functions.parked(functions.user("late", 2, 5), WaitReason.QUOTA);
        functions.parked(functions.user("later", 3, 5), WaitReason.QUOTA);
        functions.moved(functions.user("some", 0, 5), 5, 0);
        JsonNode group = functions.report();
        assertThat(group.path("waiting")).isEqualTo(Json.tree(Map.of("ROOM", 1, "QUOTA", 2)));
    }

    @Test
    void countsUsersByHowFarTheyAreReached() {
        functions.reaches.note(functions.user("sent", 0, 1), Reach.SENT, Instant.EPOCH);
        functions.reaches.note(functions.user("bounced", 1, 1), Reach.NOT_REACHABLE, Instant.EPOCH);
        functions.reaches.note(functions.user("looked", 2, 1), Reach.REACHED, Instant.EPOCH);
        UserId moved = functions.user("moved", 3, 1);
        functions.reaches.note(moved, Reach.NOT_REACHABLE, Instant.EPOCH);
        functions.moved(moved, 1, 0);
        functions.user("forgotten", 0, 1);
        assertThat(functions.report().path("reach")).isEqualTo(Json.read("""
                        {"REACHED": 2, "SENT": 1, "NOT_REACHABLE": 1, "NOT_WRITTEN_TO": 1}"""));
    }

    @Test
    void sumsRefundsUpByStateAndCurrency() {
        functions.refund("ch_1", new UserId("a"), functions.planned());
        functions.refund("ch_2", new UserId("b"), functions.planned());
        JsonNode refunds = functions.report().path("refunds");
        assertThat(refunds.at("/INTENT/EUR/refunds").asLong()).isEqualTo(2);
        assertThat(refunds.at("/INTENT/EUR/minorUnits").asLong()).isEqualTo(2_400);
        assertThat(refunds.has("MANUAL")).isFalse();
    }

    @Test
    void namesNobody() {
        UserId user = functions.user("anna.secret", 1, 3);
        functions.moved(user, 3, 1);
        functions.refund("ch_secret", user, functions.planned());
        functions.report();
        assertThat(functions.files.all())
                .hasSize(2)
                .allSatisfy(file -> assertThat(functions.files.read(file).orElseThrow())
                        .doesNotContain("secret")
                        .doesNotContain("IMG"));
        assertThat(functions
                        .jobs
                        .findChunk(Counting.job(Functions.GROUP), 1)
                        .orElseThrow()
                        .sums())
                .doesNotContain("secret");
    }

    @Test
    void readsNoRowOfAUserAloneAndNoGalleryThatWasCountedSinceTheOpening() {
        IntStream.range(0, 5).forEach(number -> functions.user("u" + number, number % 4, 2));
        functions.report();
        functions.clock.advance(Duration.ofDays(1));
        Calls calls = new Calls();
        functions.observe(calls);

        JsonNode group = functions.report();

        assertThat(calls.of("GalleryIndex.count")).isZero();
        assertThat(calls.of("TransferStore.find")).isZero();
        assertThat(calls.of("ArchiveStore.find")).isZero();
        assertThat(group.path("items").asLong()).isEqualTo(10);
        assertThat(group.path("history")).hasSize(2);
    }

    @Test
    void readsALargeChunkOnOneDayOfSeven() {
        IntStream.range(0, 500).forEach(number -> functions.user("u" + number, 1, 0));
        functions.report();
        int read = 0;
        for (int day = 0; day < 7; day++) {
            functions.clock.advance(Duration.ofDays(1));
            Calls calls = new Calls();
            functions.observe(calls);
            assertThat(functions.report().path("users").asLong()).isEqualTo(500);
            read += calls.of("TransferStore.findAll") > 0 ? 1 : 0;
        }
        assertThat(read).isEqualTo(1);
    }

    @Test
    void countsTheGalleriesAnewThatWereCountedBeforeTheOpening() {
        functions.user("a", 3, 2);
        functions.clock.advance(Duration.ofDays(-11));
        functions.report();
        functions.user("b", 3, 2);
        functions.clock.advance(Duration.ofDays(2));
        assertThat(functions.report().path("items").asLong()).isEqualTo(4);
    }

    @Test
    void readsNoUserOfAGroupADayAfterItsClose() {
        functions.moved(functions.user("moved", 1, 3), 3, 0);
        functions.clock.advance(Duration.ofDays(200));
        functions.report();
        functions.clock.advance(Duration.ofDays(1));
        Calls calls = new Calls();
        functions.observe(calls);

        JsonNode group = functions.report();

        assertThat(calls.of("TransferStore.findAll")).isZero();
        assertThat(group.at("/standings/MOVED/users").asLong()).isEqualTo(1);
        assertThat(group.path("phase").asText()).isEqualTo("CLOSED");
    }

    @Test
    void countsSomebodyWhoCannotBeReadAsOneWhoHasTakenNothing() {
        functions.archives.spoil(functions.user("a", 3, 1));
        functions.user("b", 3, 1);
        JsonNode group = functions.report();
        assertThat(group.path("users").asLong()).isEqualTo(2);
        assertThat(group.path("unread").asLong()).isEqualTo(1);
        assertThat(group.at("/standings/NOTHING_TAKEN/users").asLong()).isEqualTo(2);
    }

    @Test
    void doesNotWriteOverTheDaysBeforeWhenTheyCannotBeRead() {
        functions.files.write(ReportFile.latestFigures(), "{\"groups\":[{\"group\":\"1\",\"history\":[{}]}]}");
        functions.callOfTheSchedule();
        functions.work();
        assertThat(functions.countings.find().orElseThrow().composed()).isFalse();
        assertThat(functions.files.all()).containsExactly(ReportFile.latestFigures());
    }
}
