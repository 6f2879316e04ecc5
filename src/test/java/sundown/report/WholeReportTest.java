package sundown.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.job.ChunkWorker;
import sundown.job.TestChunks;
import sundown.runtime.Calls;
import sundown.runtime.Death;

/** A report from its beginning to its end. */
@Tag("thorough")
class WholeReportTest {
    /** Those of three groups. */
    private static final int CHUNKS = 3 * TestChunks.FOUR.number();

    /** Wherever a worker dies, the report says in the end what it says without a death. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void survivesADeathAtAnyCall(boolean after) {
        JsonNode figures = sums(group().report());
        long calls = Death.atEachCall(
                after,
                WholeReportTest::group,
                Functions::observe,
                Functions::report,
                functions -> comesToThese(functions, figures));
        assertThat(calls).isGreaterThan(3L * CHUNKS);
    }

    private static void comesToThese(Functions functions, JsonNode figures) {
        goOn(functions);

        assertThat(functions.queue.deadLetters()).isEmpty();
        assertThat(functions.queue.size()).isZero();
        assertThat(functions.countings.find().orElseThrow().composed()).isTrue();
        assertThat(sums(functions.latest())).isEqualTo(figures);
    }

    @Test
    void readsTenThousandUsersPageByPage() {
        int users = 10_000;
        Functions functions = new Functions();
        IntStream.range(0, users).forEach(number -> functions.user("u" + number, number % TestChunks.FOUR.number(), 0));
        Calls calls = new Calls();
        functions.observe(calls);

        assertThat(functions.report().path("users").asInt()).isEqualTo(users);

        int pages = users / ChunkWorker.PAGE_USERS + 2 * CHUNKS;
        assertThat(calls.of("TransferStore.findAll")).isLessThanOrEqualTo(pages);
        assertThat(calls.of("ArchiveStore.findAll")).isLessThanOrEqualTo(pages);
        assertThat(calls.of("GroupUsers.list")).isLessThanOrEqualTo(pages);
        assertThat(calls.of("JobStore.end")).isEqualTo(CHUNKS);
        assertThat(calls.total()).isLessThan(users + 4L * pages + 1_000);
    }

    /** All that does not tell when it was counted. */
    private static JsonNode sums(JsonNode group) {
        return ((ObjectNode) group.deepCopy())
                .retain("users", "items", "bytes", "standings", "lost", "failed", "waiting", "unread", "refunds");
    }

    /** The dead worker's message comes again, and the schedule calls again. */
    private static void goOn(Functions functions) {
        for (int turn = 0; turn < 4; turn++) {
            functions.clock.advance(Functions.VISIBILITY);
            functions.callOfTheSchedule();
            functions.work();
        }
    }

    private static Functions group() {
        Functions functions = new Functions();
        UserId moved = functions.user("moved", 3, 4);
        functions.moved(moved, 4, 2);
        functions.user("idle", 3, 2);
        functions.downloaded(functions.user("downloaded", 1, 1), 1);
        functions.refund("ch_1", moved, functions.planned());
        return functions;
    }
}
