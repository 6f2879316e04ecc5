package sundown.membership;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Found;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWork.CountedWork;
import sundown.job.ChunkWork.GroupWork;
import sundown.job.Job.JobId;
import sundown.metrics.Fault;
import sundown.refund.RefundLedger;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundMessage;
import sundown.refund.RefundRules;
import sundown.refund.SubscriptionEnding;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/**
 * Cancels the memberships of a group. The money comes first: each cancelled membership has a row in the ledger,
 * wherever the worker dies. The accounts of a page are read at once. A member's account is read again just before it is
 * cancelled, because they may have paid since. A membership that is cancelled already costs no write. It sums up how
 * many members there are.
 */
@Singleton
public record MembershipWork(
        AccountStore accounts,
        MembershipStore memberships,
        TimelineStore timelines,
        @Named(NAME) MessageQueue<ChunkMessage> queue,
        RefundLedger ledger,
        MessageQueue<RefundMessage> refunds,
        SubscriptionEnding subscriptions,
        Clock clock)
        implements GroupWork<Long>, CountedWork<UserId> {
    static final String NAME = "memberships";

    private static final Logger LOG = Logger.getLogger(MembershipWork.class);

    /** Its job in a group. */
    static JobId job(GroupId group) {
        return new JobId(NAME, group);
    }

    @Override
    public Visit<UserId, Long> readPage(List<UserId> page) {
        Found<Account> read = accounts.findAll(page);
        return (user, group, members) ->
                read.find(user).flatMap(Account::membership).isPresent() ? visit(user, group, members) : members;
    }

    @Override
    public Long visit(UserId user, Group group, Long members) {
        VisitResult outcome = visit(user, group);
        while (outcome == VisitResult.CHANGED) {
            outcome = visit(user, group);
        }
        return outcome == VisitResult.MEMBER ? members + 1 : members;
    }

    @Override
    public void setAside(UserId user, LoggableFailure failed) {
        LOG.errorf(failed, "the membership of user %s needs people", user);
        Fault.MANUAL_MEMBERSHIPS.report();
    }

    /** The result of one visit. */
    private enum VisitResult {
        /** The user pays for nothing, or not in this group. */
        NOT_A_MEMBER,
        /** The membership is cancelled. */
        MEMBER,
        /** The membership is another by now: they paid once more at this very moment. */
        CHANGED
    }

    private VisitResult visit(UserId user, Group group) {
        return accounts.find(user).map(account -> visit(account, group)).orElse(VisitResult.NOT_A_MEMBER);
    }

    private VisitResult visit(Account account, Group group) {
        return switch (MembershipRules.classify(account, group.id(), timelines.inForce())) {
            case MembershipRules.Listed.Free _ -> VisitResult.NOT_A_MEMBER;
            case MembershipRules.Listed.Misfiled _ -> {
                LOG.warnf(
                        "user %s is listed in group %s, and their region does not belong to it",
                        account.user(), group.id());
                yield VisitResult.NOT_A_MEMBER;
            }
            case MembershipRules.Listed.Member member -> {
                openRefund(account.user(), member.membership(), group);
                endSubscription(account.user(), member.membership(), group);
                yield memberships.cancel(account.user(), member.membership(), clock.instant())
                        ? VisitResult.MEMBER
                        : VisitResult.CHANGED;
            }
            case MembershipRules.Listed.Cancelled cancelled -> {
                openRefundIfMissing(account.user(), cancelled.membership(), group);
                endSubscription(account.user(), cancelled.membership(), group);
                yield VisitResult.MEMBER;
            }
        };
    }

    /** A renewal that leaves the old cancellation in its place has a charge that the ledger does not know. */
    private void openRefundIfMissing(UserId user, Membership membership, Group group) {
        if (ledger.find(membership.charge()).isEmpty()) {
            openRefund(user, membership, group);
        }
    }

    /**
     * A membership that the photo cloud has cancelled may still have a subscription that runs. One that Apple or a
     * carrier renews ends there.
     */
    private void endSubscription(UserId user, Membership membership, Group group) {
        membership
                .subscription()
                .filter(_ -> membership.through().refundable())
                .ifPresent(subscription -> subscriptions.end(user, group.id(), subscription, membership.through()));
    }

    /** Once the refunds of the group have begun, the fee is sent for at once. */
    private void openRefund(UserId user, Membership membership, Group group) {
        Instant now = clock.instant();
        ledger.open(RefundRules.intent(user, group, membership, now));
        if (!now.isBefore(group.dates().refundsBegin())) {
            refunds.send(new RefundMessage(user, Trigger.REFUNDS_BEGIN, Correlation.current()));
        }
    }
}
