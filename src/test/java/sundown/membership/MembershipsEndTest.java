package sundown.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.membership.Functions.JOB;
import static sundown.membership.Functions.OPENING;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.edge.Correlation;
import sundown.edge.LogRecords;
import sundown.failure.RetryableFailure;
import sundown.job.Chunk;
import sundown.job.ChunkMessage;
import sundown.metrics.Measurements;
import sundown.milestone.Milestone;
import sundown.runtime.Calls;

/** What the opening of a group brings, and its refund date, by a date or by the sweep. */
class MembershipsEndTest {
    private final Functions functions = new Functions();

    @Test
    void beginsNothingBeforeTheOpening() {
        functions.clock.advance(Duration.ofNanos(-1));
        functions.sweep();
        assertThat(functions.queue.size()).isZero();
        assertThat(functions.jobs.find(JOB)).isEmpty();
    }

    @Test
    void sendsEachChunkOnceAtTheOpening() {
        functions.sweep();
        functions.sweep();
        assertThat(sent()).isEqualTo(firstOf(IntStream.range(0, 16), OPENING));
        assertThat(functions.job()).isEqualTo(Functions.begun(OPENING));
    }

    @Test
    void readsOnceASweepAndDoesNothingMoreWhenAllIsDone() {
        functions.sweep();
        functions.queue.takeAll();
        IntStream.range(0, 16).forEach(this::end);
        functions.clock.advance(Duration.ofDays(1));
        Calls calls = new Calls();
        functions.observe(calls);

        functions.sweep();

        assertThat(calls.of("JobStore.find")).isEqualTo(1);
        assertThat(calls.of("TimelineStore.inForce")).isEqualTo(1);
        assertThat(calls.total()).isEqualTo(2);
    }

    @Test
    void sendsEachChunkOnceMoreAtTheRefundDateThoughTheFirstRunIsNotDone() {
        functions.sweep();
        functions.queue.takeAll();
        functions.moveToTheRefundDate();
        Instant refundDate = functions.clock.instant();

        functions.sweep();
        functions.sweep();

        assertThat(ofTheGroup()).isEqualTo(firstOf(IntStream.range(0, 16), refundDate));
        assertThat(functions.job()).isEqualTo(Functions.begun(refundDate));
    }

    @Test
    void aGroupThatFailsKeepsNoOtherWaiting() {
        functions.clock.advance(Duration.ofDays(365));
        // The table does not answer the first question, which is about the first group.
        functions.observe(Calls.beforeFirst("JobStore.find", () -> {
            throw new RetryableFailure("busy");
        }));

        functions.runRound();
        assertThat(functions.jobs.find(JOB)).isEmpty();
        assertThat(functions.queue.size()).isEqualTo(2 * 16);

        functions.runRound();
        assertThat(functions.queue.size()).isEqualTo(3 * 16);
    }

    private void end(int chunk) {
        functions.jobs.end(new Chunk(JOB, chunk, OPENING, Optional.empty(), true, OPENING, Map.of(), "0", 0), true);
    }

    private List<ChunkMessage> sent() {
        return functions.queue.bodies().stream().map(ChunkMessage::read).toList();
    }

    /** Others have opened by the refund date. */
    private List<ChunkMessage> ofTheGroup() {
        return sent().stream().filter(message -> message.job().equals(JOB)).toList();
    }

    private static List<ChunkMessage> firstOf(IntStream chunks, Instant begunAt) {
        return chunks.mapToObj(chunk -> new ChunkMessage(JOB, begunAt, chunk, new Correlation("sweep-1")))
                .toList();
    }

    @Test
    void beginsToCancelAtTheOpening() {
        functions.arrive();
        assertThat(functions.job()).isEqualTo(Functions.begun(OPENING));
        assertThat(functions.queue.size()).isEqualTo(16);
        assertThat(functions.arrivesAt()).containsExactly(Milestone.Fixed.EXPORTS_OPEN, Milestone.Fixed.REFUNDS_BEGIN);
    }

    @Test
    void beginsAnotherRunAtTheRefundDate() {
        functions.arrive();
        functions.work();
        functions.moveToTheRefundDate();
        Instant refundDate = functions.clock.instant();

        functions.arrive();
        functions.arrive();

        assertThat(functions.job()).isEqualTo(Functions.begun(refundDate));
        assertThat(functions.queue.size()).isEqualTo(16);
    }

    @Test
    void doesNothingThatTheSweepHasDoneAndTheReverse() {
        functions.arrive();
        functions.arrive();
        functions.sweep();
        assertThat(functions.queue.size()).isEqualTo(16);
    }

    @Test
    void areReportedAndNamedInTheLog() {
        functions.begin();
        functions.accounts.spoil(functions.member("a", 3));

        try (LogRecords log = LogRecords.of(MembershipWork.class);
                Measurements measurements = new Measurements()) {
            functions.cancelChunk(3);

            assertThat(measurements.faults()).containsExactly("ManualMemberships");
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("needs people"))
                    .singleElement()
                    .asString()
                    .contains("user a ");
        }
    }
}
