package sundown.refund;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.Membership.ChargeId;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWork.CountedWork;
import sundown.job.GroupUsers;
import sundown.job.Job.JobId;
import sundown.metrics.Fault;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.timeline.Group;

/**
 * Requests the refunds of a group that still wait at its refund date, with one message each. A refund may wait for a
 * later date, because the group's date was moved to an earlier day after the refund was recorded: then its row becomes
 * due now. It goes through the ledger and not through the users, because a fee may wait for a user who is not listed
 * any more. The message names only the user: a fee that is not the last one in their account is left to the sweep. It
 * sums up how many it has sent for.
 */
@Singleton
public record WaitingRefundsWork(
        RefundLedger ledger,
        MessageQueue<RefundMessage> refunds,
        @Named(QUEUE) MessageQueue<ChunkMessage> queue,
        Clock clock)
        implements CountedWork<ChargeId> {
    public static final String NAME = "refunds";

    /** Chunks of this job and of the memberships' take turns: each gives way to the next within two minutes. */
    static final String QUEUE = "memberships";

    private static final Logger LOG = Logger.getLogger(WaitingRefundsWork.class);

    /** Its job in a group. */
    static JobId job(Group group) {
        return new JobId(NAME, group.id());
    }

    /** True from the instant on at which the fees of a group no longer wait. */
    public static boolean due(Group group, Instant now) {
        return !now.isBefore(group.dates().refundsBegin());
    }

    @Override
    public List<ChargeId> list(
            GroupUsers users, Group group, int chunk, Optional<ChargeId> after, int limit, Long sums) {
        return ledger.listInState(RefundState.StateName.INTENT, chunk, after, limit).stream()
                .map(Refund::charge)
                .toList();
    }

    @Override
    public String name(ChargeId charge) {
        return charge.value();
    }

    @Override
    public ChargeId readName(String name) {
        return new ChargeId(name);
    }

    /** If the worker dies before its checkpoint, another message is sent, and finds nothing to do. */
    @Override
    public Long visit(ChargeId charge, Group group, Long sent) {
        Optional<Refund> waiting = waiting(charge, group);
        while (waiting.flatMap(read -> RefundRules.broughtForward(read, group.id(), clock.instant()))
                .filter(earlier -> ledger.save(earlier).isEmpty())
                .isPresent()) {
            waiting = waiting(charge, group);
        }
        waiting.ifPresent(
                refund -> refunds.send(new RefundMessage(refund.user(), Trigger.REFUNDS_BEGIN, Correlation.current())));
        return waiting.isPresent() ? sent + 1 : sent;
    }

    private Optional<Refund> waiting(ChargeId charge, Group group) {
        return ledger.find(charge)
                .filter(refund -> refund.group().equals(group.id()))
                .filter(refund -> refund.state() instanceof RefundState.Intent);
    }

    @Override
    public void setAside(ChargeId charge, LoggableFailure failed) {
        LOG.errorf(failed, "a refund whose date has come needs people");
        Fault.MANUAL_MEMBERSHIPS.report();
    }
}
