package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.ChargeId;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneHandler;
import sundown.timeline.Group;

/**
 * At a group's refund date, requests every refund of the group that still waits, with one message each. A refund may
 * wait for a later date, because the group's date was moved to an earlier day after the refund was recorded: then its
 * row becomes due now. Other rows stay as they are. A refund that is recorded later is due at once; the worker that
 * records it requests it.
 */
@Singleton
public final class RefundDates implements MilestoneHandler {
    static final int PAGE = 100;

    private final RefundLedger ledger;
    private final MessageQueue<RefundMessage> queue;
    private final Clock clock;

    RefundDates(RefundLedger ledger, MessageQueue<RefundMessage> queue, Clock clock) {
        this.ledger = ledger;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public boolean actsAt(Milestone milestone) {
        return milestone == Milestone.REFUND_DATE;
    }

    @Override
    public String name() {
        return "refunds";
    }

    /** Processes a page even when the time is over: an empty page would look like the end. */
    @Override
    public Optional<String> act(Group group, Milestone milestone, Optional<String> after, Instant end) {
        Optional<ChargeId> reached = after.map(ChargeId::new);
        List<Refund> page = pageAfter(reached);
        while (!page.isEmpty()) {
            sendFor(page, group);
            ChargeId last = page.getLast().charge();
            if (!clock.instant().isBefore(end)) {
                return Optional.of(last.value());
            }
            page = pageAfter(Optional.of(last));
        }
        return Optional.empty();
    }

    private List<Refund> pageAfter(Optional<ChargeId> reached) {
        return ledger.inState(RefundState.StateName.INTENT, reached, PAGE);
    }

    /** If the function ends here, the next call processes the page again; an extra message finds nothing to do. */
    private void sendFor(List<Refund> page, Group group) {
        List<Refund> waiting = page.stream()
                .filter(listed -> listed.group().equals(group.id()))
                .toList();
        waiting.forEach(listed -> bringForward(listed, group));
        queue.send(waiting.stream().map(RefundDates::message).toList());
    }

    private static RefundMessage message(Refund refund) {
        return new RefundMessage(refund.user(), Trigger.REFUND_DATE, Correlation.current());
    }

    /** The list may be outdated: enough to leave a row as it is, but not to change it. */
    private void bringForward(Refund listed, Group group) {
        Optional<Refund> row = Optional.of(listed);
        while (row.flatMap(read -> RefundRules.broughtForward(read, group.id(), clock.instant()))
                .filter(earlier -> ledger.save(earlier).isEmpty())
                .isPresent()) {
            row = ledger.find(listed.charge());
        }
    }
}
