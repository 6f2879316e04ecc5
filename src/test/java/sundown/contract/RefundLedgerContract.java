package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.contract.SampleRefunds.NOW;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.operator.SampleOperators;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState;
import sundown.refund.RefundState.ManualReason;
import sundown.refund.RefundState.StateName;

/** What every ledger promises. */
public abstract class RefundLedgerContract {
    private static final RefundId ID = new RefundId("re_1");

    static final List<RefundState> STATES = List.of(
            new RefundState.Intent(Trigger.TRANSFER_FINISHED, NOW),
            new RefundState.Sent(NOW.minusSeconds(9), 3, NOW),
            new RefundState.Pending(ID, NOW.minusSeconds(9), NOW, false),
            new RefundState.Succeeded(ID, Money.of(3_500, "KWD"), NOW),
            new RefundState.Manual(ManualReason.UNCERTAIN, Optional.empty(), NOW),
            new RefundState.Manual(ManualReason.REFUND_FAILED, Optional.of(ID), NOW),
            new RefundState.Resolved(
                    ManualReason.UNCERTAIN, SampleOperators.named("Ada"), "paid by bank transfer", NOW));

    /** The ledger under test, empty. */
    protected abstract RefundLedger ledger();

    @Test
    void findsNothingForAChargeThatNobodyKnows() {
        assertThat(ledger().find(SampleRefunds.fresh().charge())).isEmpty();
    }

    @Test
    void opensARowOnceAndFindsItFromThenOn() {
        Refund intent = SampleRefunds.fresh();

        Refund opened = ledger().open(intent);
        Refund changed = save(opened.withState(STATES.get(1)));

        assertThat(opened).isEqualTo(intent.saved());
        assertThat(ledger().open(intent)).isEqualTo(changed);
    }

    @Test
    void opensOneRowHoweverManyAsk() throws Exception {
        Refund intent = SampleRefunds.fresh();

        List<Refund> opened = Race.between(8, number -> ledger().open(intent));

        assertThat(opened).containsOnly(intent.saved());
    }

    @Test
    void savesOnlyWhatNobodyHasChangedSinceItWasRead() {
        Refund read = ledger().open(SampleRefunds.fresh());
        save(read.withState(STATES.get(1)));

        assertThat(ledger().save(read.withState(STATES.get(2)))).isEmpty();
        assertThat(ledger().find(read.charge()).orElseThrow().state()).isEqualTo(STATES.get(1));
    }

    @Test
    void letsOneOfManySave() throws Exception {
        Refund read = ledger().open(SampleRefunds.fresh());

        List<Optional<Refund>> saved = Race.between(8, number -> ledger().save(read.withState(STATES.get(1))));

        assertThat(saved.stream().flatMap(Optional::stream)).hasSize(1);
    }

    @Test
    void tellsWhatIsDueThoseThatWaitLongestFirst() {
        ChargeId second = due(NOW.minusSeconds(1));
        ChargeId first = due(NOW.minusSeconds(2));
        due(NOW.plusMillis(1));

        assertThat(ledger().listDue(NOW, 10)).containsExactly(first, second);
        assertThat(ledger().listDue(NOW, 1)).containsExactly(first);
    }

    @Test
    void tellsWhatIsNotCertainBeforeWhatIsNotAskedForYetAndWhatIsInHandLast() {
        ChargeId pending = dueIn(new RefundState.Pending(ID, NOW, NOW.minusSeconds(99), false));
        ChargeId intent = dueIn(new RefundState.Intent(Trigger.REFUNDS_BEGIN, NOW.minusSeconds(9)));
        ChargeId sent = due(NOW);

        assertThat(ledger().listDue(NOW, 10)).containsExactly(sent, intent, pending);
        assertThat(ledger().listDue(NOW, 2)).containsExactly(sent, intent);
        assertThat(ledger().listDue(NOW, 1)).containsExactly(sent);
    }

    @Test
    void asksForNothingThatHasComeToAnEnd() {
        STATES.stream()
                .filter(state -> state.wakeAt().isEmpty())
                .forEach(state -> save(ledger().open(SampleRefunds.fresh()).withState(state)));

        assertThat(ledger().listDue(NOW.plusSeconds(9), 10)).isEmpty();
    }

    @Test
    void listsEachRowOfAStateOncePageByPage() {
        List<ChargeId> charges = IntStream.range(0, 10)
                .mapToObj(number -> save(ledger().open(SampleRefunds.fresh()).withState(STATES.get(4)))
                        .charge())
                .toList();
        save(ledger().open(SampleRefunds.fresh()).withState(STATES.get(1)));

        assertThat(pages(StateName.MANUAL, 4)).containsExactlyInAnyOrderElementsOf(charges);
        assertThat(pages(StateName.MANUAL, 100)).containsExactlyInAnyOrderElementsOf(charges);
        assertThat(pages(StateName.PENDING, 4)).isEmpty();
    }

    /** A chunk of a job goes through one part. */
    @Test
    void listsEachRowOfAStateInOnePartAlone() {
        List<ChargeId> charges = IntStream.range(0, 20)
                .mapToObj(number -> save(ledger().open(SampleRefunds.fresh()).withState(STATES.get(4)))
                        .charge())
                .toList();
        save(ledger().open(SampleRefunds.fresh()).withState(STATES.get(1)));

        List<List<ChargeId>> parts = IntStream.range(0, RefundLedger.PARTS)
                .mapToObj(part -> pages(2, after -> ledger().listInState(StateName.MANUAL, part, after, 2)))
                .toList();

        assertThat(parts.stream().flatMap(List::stream).toList()).containsExactlyInAnyOrderElementsOf(charges);
        assertThat(parts).filteredOn(part -> !part.isEmpty()).hasSizeGreaterThan(1);
    }

    private List<ChargeId> pages(StateName state, int limit) {
        return pages(limit, after -> ledger().listInState(state, after, limit));
    }

    private static List<ChargeId> pages(int limit, Function<Optional<ChargeId>, List<Refund>> listed) {
        List<ChargeId> all = new ArrayList<>();
        List<Refund> page = listed.apply(Optional.empty());
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            page.forEach(refund -> all.add(refund.charge()));
            page = listed.apply(Optional.of(all.getLast()));
        }
        return all;
    }

    private ChargeId due(Instant at) {
        return dueIn(new RefundState.Sent(NOW, 1, at));
    }

    private ChargeId dueIn(RefundState state) {
        return save(ledger().open(SampleRefunds.fresh()).withState(state)).charge();
    }

    private Refund save(Refund refund) {
        return ledger().save(refund).orElseThrow();
    }
}
