package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.ChargeId;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.edge.InMemoryQueue;
import sundown.milestone.Milestone;
import sundown.runtime.Death;
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
    private final InMemoryQueue<RefundMessage> queue =
            new InMemoryQueue<>(clock, new Random(1), Duration.ofMinutes(3), 5);
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
        assertThat(calls).containsOnlyKeys("RefundLedger.inState", "RefundQueue.send");
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
        assertThat(due()).isEqualTo(2 * RefundDates.PAGE);

        pageTakes = Duration.ZERO;
        assertThat(act(stopped)).isEmpty();
        assertThat(due()).isEqualTo(3 * RefundDates.PAGE);
        assertThat(calls).containsEntry("RefundLedger.save", 3 * RefundDates.PAGE);
        assertThat(sentFor()).doesNotHaveDuplicates().hasSize(3 * RefundDates.PAGE);
    }

    @Test
    void seesToAPageThoughItsTimeWasOverWhenItCame() {
        rows(RefundDates.PAGE + 1);
        pageTakes = Duration.ofMinutes(5);

        Optional<String> stopped = act(Optional.empty());
        assertThat(stopped).isPresent();
        assertThat(due()).isEqualTo(RefundDates.PAGE);
        assertThat(act(stopped)).isPresent();
        assertThat(due()).isEqualTo(RefundDates.PAGE + 1);
    }

    @Test
    void sendsForWhoeverOfTheGroupWaitsAndForNobodyElse() {
        Refund waiting = row("ch_1", GROUP.id(), NOW);
        Refund later = row("ch_2", GROUP.id(), LATER);
        row("ch_3", OTHER, NOW);
        Refund hastened = hastened("ch_4");
        Stream.of(
                        new RefundState.Sent(NOW, 1, NOW),
                        new RefundState.Pending(new RefundId("re_1"), NOW, NOW),
                        new RefundState.Succeeded(new RefundId("re_1"), Money.of(1_200, "EUR"), NOW),
                        new RefundState.Manual(ManualReason.UNCERTAIN, Optional.empty(), NOW),
                        new RefundState.Resolved(ManualReason.UNCERTAIN, "Ada", "paid", NOW))
                .forEach(
                        state -> save(row("ch_" + state.name(), GROUP.id(), NOW).in(state)));

        act(Optional.empty());

        assertThat(sentFor()).containsExactlyInAnyOrder(waiting.user(), later.user(), hastened.user());
        assertThat(ledger.find(hastened.charge())).contains(hastened);
    }

    @Test
    void saysWhatMakesTheRefundDue() {
        row("ch_1", GROUP.id(), NOW);
        act(Optional.empty());
        assertThat(messages()).extracting(RefundMessage::trigger).containsExactly(Trigger.REFUND_DATE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sendsForEverybodyWhereverAWorkerDies(boolean after) {
        rows(RefundDates.PAGE + 2);
        int call = 1;
        while (dies(call, after)) {
            assertThat(act(Optional.empty())).isEmpty();
            assertThat(new HashSet<>(sentFor())).as("death at call %d", call).hasSize(RefundDates.PAGE + 2);
            assertThat(due()).isEqualTo(RefundDates.PAGE + 2);
            call++;
        }
        assertThat(call).as("calls at which a worker can die").isGreaterThan(4);
    }

    private boolean dies(int call, boolean after) {
        try {
            over(new Death(call, after)).act(GROUP, Milestone.REFUND_DATE, Optional.empty(), end());
            return false;
        } catch (Death.Died died) {
            return true;
        }
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
        return new RefundDates(
                ObservedPort.of(RefundLedger.class, ledger, observer),
                ObservedPort.of("RefundQueue", queue, observer),
                clock);
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

    private Refund hastened(String charge) {
        return save(row(charge, GROUP.id(), LATER).in(new RefundState.Intent(Trigger.TRANSFER_FINISHED, NOW)));
    }

    private Refund save(Refund refund) {
        return ledger.save(refund).orElseThrow();
    }

    /** Takes all messages from the queue. */
    private List<UserId> sentFor() {
        return messages().stream().map(RefundMessage::user).toList();
    }

    private List<RefundMessage> messages() {
        List<RefundMessage> messages = new ArrayList<>();
        Optional<InMemoryQueue.Delivery> received = queue.receive();
        while (received.isPresent()) {
            messages.add(RefundMessage.read(received.get().body()));
            queue.delete(received.get());
            received = queue.receive();
        }
        return messages;
    }

    private int due() {
        return ledger.due(clock.instant(), Integer.MAX_VALUE).size();
    }

    private static RefundState dueAt(Instant instant) {
        return new RefundState.Intent(Trigger.REFUND_DATE, instant);
    }
}
