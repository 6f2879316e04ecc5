package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.Membership.SubscriptionId;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.refund.CancellationLedger;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.CancellationLedger.CancellationState.Reason;
import sundown.refund.CancellationLedger.CancellationState.StateName;
import sundown.refund.CancellationRules;
import sundown.timeline.GroupId;

/** What every ledger of cancellations promises. */
public abstract class CancellationLedgerContract {
    private static final Instant NOW = Instant.parse("2022-12-01T10:00:00.123456789Z");

    /** The ledger under test; empty at first. */
    private final CancellationLedger ledger;

    protected CancellationLedgerContract(CancellationLedger ledger) {
        this.ledger = ledger;
    }

    @Test
    void opensARowOnce() {
        Cancellation opened = ledger.open(due("sub_1"));

        assertThat(opened).isEqualTo(due("sub_1").saved());
        assertThat(ledger.open(CancellationRules.due(
                        new UserId("other"), new GroupId("2"), id("sub_1"), PaidThrough.STRIPE, NOW)))
                .isEqualTo(opened);
        assertThat(ledger.find(id("sub_1"))).contains(opened);
        assertThat(ledger.find(id("sub_2"))).isEmpty();
    }

    @Test
    void savesOnlyWhatNobodySavedSince() {
        Cancellation read = ledger.open(due("sub_1"));
        ledger.save(read.withState(new CancellationState.Ended(NOW)));

        assertThat(ledger.save(read)).isFalse();
        assertThat(ledger.find(id("sub_1")).orElseThrow().state()).isEqualTo(new CancellationState.Ended(NOW));
    }

    @Test
    void listsWhatIsDueAndThoseOfWhichPeopleKnowLast() {
        open("manual", new CancellationState.Manual(Reason.UNANSWERED, NOW, NOW.minusSeconds(60)));
        open("later", new CancellationState.Due(1, NOW.plusNanos(1)));
        open("now", new CancellationState.Due(1, NOW));
        open("before", new CancellationState.Due(1, NOW.minusSeconds(1)));
        open("ended", new CancellationState.Ended(NOW.minusSeconds(1)));

        assertThat(ledger.listDue(NOW, 10)).containsExactly(id("before"), id("now"), id("manual"));
        assertThat(ledger.listDue(NOW, 2)).containsExactly(id("before"), id("now"));
    }

    @Test
    void listsTheRowsInAStatePageByPage() {
        IntStream.range(0, 7).forEach(number -> ledger.open(due("sub_" + number)));
        open("ended", new CancellationState.Ended(NOW));

        List<Cancellation> all = new ArrayList<>();
        List<Cancellation> page = ledger.listInState(StateName.DUE, Optional.empty(), 2);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            all.addAll(page);
            page = ledger.listInState(StateName.DUE, Optional.of(all.getLast().subscription()), 2);
        }

        assertThat(all).hasSize(7).doesNotHaveDuplicates();
        assertThat(ledger.listInState(StateName.ENDED, Optional.empty(), 2))
                .extracting(Cancellation::subscription)
                .containsExactly(id("ended"));
    }

    private void open(String subscription, CancellationState state) {
        ledger.save(ledger.open(due(subscription)).withState(state));
    }

    private static Cancellation due(String subscription) {
        return CancellationRules.due(new UserId("member"), new GroupId("1"), id(subscription), PaidThrough.STRIPE, NOW);
    }

    private static SubscriptionId id(String subscription) {
        return new SubscriptionId(subscription);
    }
}
