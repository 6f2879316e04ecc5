package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.edge.InMemoryQueue;
import sundown.job.InMemoryJobStore;
import sundown.job.Jobs;
import sundown.job.TestChunks;
import sundown.metrics.Measurements;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState.ManualReason;
import sundown.runtime.ManualClock;
import sundown.sweep.Sweeps;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.InMemoryTimelineStore;
import sundown.timeline.RefundLead;

/** All fees are to be through before the days that were left for people. */
class LateFeesTest {
    private static final RefundLead LEAD = new RefundLead(List.of(0L, 1L, 2L, 7L));

    private final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    private final Group group = timelines.inForce().groups().getFirst();
    private final Instant margin = LEAD.throughBy(group.dates().refundBy());
    private final Instant began = LEAD.before(group.dates().refundBy());
    private final InMemoryRefundLedger ledger = new InMemoryRefundLedger();
    private final ManualClock clock = new ManualClock(margin);

    static Stream<RefundState> waiting() {
        Instant began = Instant.parse("2023-07-23T00:00:00Z");
        return Stream.of(
                new RefundState.Intent(Trigger.REFUNDS_BEGIN, began),
                new RefundState.Sent(began, 0, began.plus(Duration.ofDays(400))),
                new RefundState.Pending(new RefundId("re_1"), began, began.plus(Duration.ofDays(400)), true));
    }

    @ParameterizedTest
    @MethodSource("waiting")
    void ringIfTheyWaitInThoseDays(RefundState state) {
        row("ch_1", group.id(), state, began);

        assertThat(reported(margin.minusSeconds(1))).isEmpty();
        assertThat(reported(margin)).containsExactly("LateFees");
        assertThat(reported(group.dates().refundBy().plus(Duration.ofDays(1)))).containsExactly("LateFees");
    }

    @Test
    void ringNotWhereNoneWaits() {
        row("ch_1", group.id(), new RefundState.Succeeded(new RefundId("re_1"), Money.of(1, "EUR"), began), began);
        row("ch_2", group.id(), new RefundState.Manual(ManualReason.REFUSED, Optional.empty(), began), began);
        row("ch_3", group.id(), new RefundState.Elsewhere(began), began);
        row("ch_4", group.id(), new RefundState.Intent(Trigger.PAID_AFTER_CANCELLATION, margin), margin);
        row("ch_5", group.id(), new RefundState.Sent(margin, 1, margin), margin);

        assertThat(reported(margin)).isEmpty();
    }

    /** One that was recorded in the last days has a day. */
    @Test
    void ringIfTheyWereRecordedThenAndWaitForADay() {
        row("ch_1", group.id(), new RefundState.Intent(Trigger.PAID_AFTER_CANCELLATION, margin), margin);

        assertThat(reported(margin.plus(Duration.ofDays(1)))).containsExactly("LateFees");
    }

    @Test
    void ringForTheirOwnGroupAlone() {
        row("ch_1", new GroupId("99"), new RefundState.Intent(Trigger.REFUNDS_BEGIN, began), began);

        assertThat(reported(margin)).isEmpty();
    }

    private void row(String charge, GroupId of, RefundState state, Instant openedAt) {
        ledger.open(new Refund(
                new ChargeId(charge),
                new UserId("u1"),
                of,
                Money.of(1_200, "EUR"),
                PaidThrough.STRIPE,
                Optional.empty(),
                state,
                openedAt,
                0));
    }

    private List<String> reported(Instant now) {
        clock.moveTo(now);
        RefundsBegin begin = new RefundsBegin(
                timelines,
                new Jobs(new InMemoryJobStore(), TestChunks.FEW, clock),
                new InMemoryQueue<>(clock, new Random(1), Duration.ofMinutes(12), 5),
                ledger,
                LEAD,
                clock);
        try (Measurements measurements = new Measurements()) {
            begin.run(Sweeps.run(clock));
            return measurements.faults();
        }
    }
}
