package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.ChargeId;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.advance.Milestone;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.InMemoryTimelineStore;

/** What the refund date of a group brings. */
class RefundDatesTest {
    private static final GroupId OTHER = new GroupId("2");
    private static final Group GROUP =
            new InMemoryTimelineStore().inForce().groups().getFirst();
    private static final Instant NOW = GROUP.dates().refundBy();
    private static final Instant LATER = NOW.plus(Duration.ofDays(30));
    private static final Duration SLOW = Duration.ofSeconds(50);

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryRefundLedger ledger = new InMemoryRefundLedger();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private Duration pageTakes = Duration.ZERO;

    @Test
    void comesAtTheRefundDate() {
        assertThat(Stream.of(Milestone.values()).filter(dates()::actsAt)).containsExactly(Milestone.REFUND_DATE);
    }

    @Test
    void bringsForwardWhatWaitsForALaterDate() {
        Refund waiting = row("ch_1", GROUP.id(), LATER);
        assertThat(act(Optional.empty())).isEmpty();
        assertThat(ledger.all()).containsExactly(waiting.in(dueAt(NOW)).saved());
        assertThat(ledger.due(NOW, 10)).containsExactly(waiting.charge());
    }

    @Test
    void writesNothingInTheUsualCase() {
        row("ch_1", GROUP.id(), NOW);
        row("ch_2", OTHER, LATER);
        row("ch_3", GROUP.id(), NOW.minusSeconds(1));
        act(Optional.empty());
        assertThat(calls).containsOnlyKeys("RefundLedger.inState");
    }

    @Test
    void doesNothingTheSecondTime() {
        row("ch_1", GROUP.id(), LATER);
        act(Optional.empty());
        List<Refund> after = ledger.all();
        clock.advance(Duration.ofMinutes(1));
        act(Optional.empty());
        assertThat(ledger.all()).isEqualTo(after);
    }

    @Test
    void stopsWhenItsTimeIsOverAndGoesOnThere() {
        rows(3 * RefundDates.PAGE);
        pageTakes = SLOW;

        Optional<String> stopped = act(Optional.empty());
        assertThat(stopped).isPresent();
        assertThat(due()).isEqualTo(RefundDates.PAGE);

        pageTakes = Duration.ZERO;
        assertThat(act(stopped)).isEmpty();
        assertThat(due()).isEqualTo(3 * RefundDates.PAGE);
        assertThat(calls).containsEntry("RefundLedger.save", 3 * RefundDates.PAGE);
    }

    @Test
    void alwaysGetsFurtherHoweverSlowTheLedgerIs() {
        rows(2 * RefundDates.PAGE);
        pageTakes = SLOW;
        Optional<String> stopped = act(Optional.empty());
        int turns = 1;
        while (stopped.isPresent() && turns < 10) {
            stopped = act(stopped);
            turns++;
        }
        assertThat(stopped).isEmpty();
        assertThat(due()).isEqualTo(2 * RefundDates.PAGE);
    }

    @Test
    void leavesWhatSomebodyElseHasSentMeanwhile() {
        Refund waiting = row("ch_1", GROUP.id(), LATER);
        Refund sent = waiting.in(new RefundState.Sent(NOW, 1, NOW.plusSeconds(120)));
        RefundDates dates = over(new ObservedPort.Observer() {
            @Override
            public void after(String call) {
                if (call.equals("RefundLedger.inState")) {
                    ledger.save(sent);
                }
            }
        });
        dates.act(GROUP, Milestone.REFUND_DATE, Optional.empty(), end());
        assertThat(ledger.all()).containsExactly(sent.saved());
    }

    private Optional<String> act(Optional<String> after) {
        return dates().act(GROUP, Milestone.REFUND_DATE, after, end());
    }

    private Instant end() {
        return clock.instant().plusSeconds(80);
    }

    private RefundDates dates() {
        return over(new ObservedPort.Observer() {
            @Override
            public void before(String call) {
                calls.merge(call, 1, Integer::sum);
                if (call.equals("RefundLedger.inState")) {
                    clock.advance(pageTakes);
                }
            }
        });
    }

    private RefundDates over(ObservedPort.Observer observer) {
        return new RefundDates(ObservedPort.of(RefundLedger.class, ledger, observer), clock);
    }

    private void rows(int count) {
        IntStream.range(0, count).forEach(number -> row("ch_%04d".formatted(number), GROUP.id(), LATER));
    }

    private Refund row(String charge, GroupId group, Instant dueAt) {
        return ledger.open(new Refund(
                new ChargeId(charge),
                new UserId("member-" + charge),
                group,
                Money.of(1_200, "EUR"),
                dueAt(dueAt),
                NOW.minusSeconds(60),
                0));
    }

    private int due() {
        return ledger.due(clock.instant(), Integer.MAX_VALUE).size();
    }

    private static RefundState dueAt(Instant instant) {
        return new RefundState.Intent(Trigger.REFUND_DATE, instant);
    }
}
