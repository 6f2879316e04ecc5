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
        assertThat(functions.arrive(Milestone.EXPORTS_OPEN)).isEmpty();
        assertThat(functions.job()).isEqualTo(Functions.begun(OPENING));
        assertThat(functions.queue.size()).isEqualTo(16);
        assertThat(functions.arrivesAt()).containsExactly(Milestone.EXPORTS_OPEN, Milestone.REFUND_DATE);
    }

    @Test
    void beginsAnotherRunAtTheRefundDate() {
        functions.arrive(Milestone.EXPORTS_OPEN);
        functions.work();
        functions.moveToTheRefundDate();
        Instant refundDate = functions.clock.instant();

        assertThat(functions.arrive(Milestone.REFUND_DATE)).isEmpty();
        functions.arrive(Milestone.REFUND_DATE);

        assertThat(functions.job()).isEqualTo(Functions.begun(refundDate));
        assertThat(functions.queue.size()).isEqualTo(16);
    }

    @Test
    void doesNothingThatTheSweepHasDoneAndTheReverse() {
        functions.arrive(Milestone.EXPORTS_OPEN);
        functions.arrive(Milestone.EXPORTS_OPEN);
        functions.sweep();
        assertThat(functions.queue.size()).isEqualTo(16);
    }
}
