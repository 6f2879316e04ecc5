package sundown.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.membership.Functions.OPENING;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.milestone.Milestone;

/** What the opening of a group brings, and its refund date. */
class MembershipsEndTest {
    private final Functions functions = new Functions();

    @Test
    void beginsToCancelAtTheOpening() {
        functions.arrive();
        assertThat(functions.job()).isEqualTo(Functions.begun(OPENING));
        assertThat(functions.queue.size()).isEqualTo(16);
        assertThat(functions.arrivesAt()).containsExactly(Milestone.EXPORTS_OPEN, Milestone.REFUND_DATE);
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
}
