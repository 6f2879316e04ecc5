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
import sundown.job.CountedWork;
import sundown.job.GroupWork;
import sundown.job.JobId;
import sundown.metrics.Fault;
import sundown.refund.RefundLedger;
import sundown.refund.RefundMessage;
import sundown.refund.RefundRules;
import sundown.refund.SubscriptionEnding;
import sundown.refund.Trigger;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/**
 * Cancels the memberships of a group. The money comes first: each cancelled membership has a row in the ledger,
 * wherever the worker dies. The accounts of a page are read at once, and those of its members once more, one by one,
 * since what is cancelled is what they pay for then. A membership that is cancelled already costs no write. It sums up
 * how many members there are.
 */
@Singleton
public final class MembershipWork implements GroupWork<Long>, CountedWork<UserId> {
    static final String NAME = "memberships";

    private static final Logger LOG = Logger.getLogger(MembershipWork.class);

    private final AccountStore accounts;
    private final MembershipStore memberships;
    private final TimelineStore timelines;
    private final MessageQueue<ChunkMessage> queue;
    private final RefundLedger ledger;
    private final MessageQueue<RefundMessage> refunds;
    private final SubscriptionEnding subscriptions;
    private final Clock clock;

    MembershipWork(
            AccountStore accounts,
            MembershipStore memberships,
            TimelineStore timelines,
            @Named(NAME) MessageQueue<ChunkMessage> queue,
            RefundLedger ledger,
            MessageQueue<RefundMessage> refunds,
            SubscriptionEnding subscriptions,
            Clock clock) {
        this.accounts = accounts;
        this.memberships = memberships;
        this.timelines = timelines;
        this.queue = queue;
        this.ledger = ledger;
        this.refunds = refunds;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    /** Its job in a group. */
    static JobId job(GroupId group) {
        return new JobId(NAME, group);
    }

    @Override
    public MessageQueue<ChunkMessage> queue() {
        return queue;
    }

    @Override
    public Visit<UserId, Long> ofPage(List<UserId> page) {
        Found<Account> read = accounts.findAll(page);
        return (user, group, members) ->
                read.of(user).flatMap(Account::membership).isPresent() ? visit(user, group, members) : members;
    }

    @Override
    public Long visit(UserId user, Group group, Long members) {
        Outcome outcome = visit(user, group);
        while (outcome == Outcome.CHANGED) {
            outcome = visit(user, group);
        }
        return outcome == Outcome.MEMBER ? members + 1 : members;
    }

    @Override
    public void setAside(UserId user, LoggableFailure failed) {
        LOG.errorf(failed, "the membership of user %s needs people", user);
        Fault.MANUAL_MEMBERSHIPS.report();
    }

    /** The result of one visit. */
    private enum Outcome {
        /** The user pays for nothing, or not in this group. */
        NOT_A_MEMBER,
        /** The membership is cancelled. */
        MEMBER,
        /** The membership is another by now: they paid once more at this very moment. */
        CHANGED
    }

    private Outcome visit(UserId user, Group group) {
        return accounts.find(user).map(account -> visit(account, group)).orElse(Outcome.NOT_A_MEMBER);
    }

    private Outcome visit(Account account, Group group) {
        return switch (MembershipRules.listed(account, group.id(), timelines.inForce())) {
            case MembershipRules.Listed.Free _ -> Outcome.NOT_A_MEMBER;
            case MembershipRules.Listed.Misfiled _ -> {
                LOG.warnf(
                        "user %s is listed in group %s, and their region does not belong to it",
                        account.user(), group.id());
                yield Outcome.NOT_A_MEMBER;
            }
            case MembershipRules.Listed.Member member -> {
                openRefund(account.user(), member.membership(), group);
                endSubscription(account.user(), member.membership(), group);
                yield memberships.cancel(account.user(), member.membership(), clock.instant())
                        ? Outcome.MEMBER
                        : Outcome.CHANGED;
            }
            case MembershipRules.Listed.Cancelled cancelled -> {
                openRefundIfMissing(account.user(), cancelled.membership(), group);
                endSubscription(account.user(), cancelled.membership(), group);
                yield Outcome.MEMBER;
            }
        };
    }

    /** A renewal that leaves the old cancellation in its place has a charge of which the ledger knows nothing. */
    private void openRefundIfMissing(UserId user, Membership membership, Group group) {
        if (ledger.find(membership.charge()).isEmpty()) {
            openRefund(user, membership, group);
        }
    }

    /** A membership that the photo cloud has cancelled may still have one that runs. */
    private void endSubscription(UserId user, Membership membership, Group group) {
        membership.subscription().ifPresent(subscription -> subscriptions.end(user, group.id(), subscription));
    }

    /** Where the refund date has come, the fee is sent for at once. */
    private void openRefund(UserId user, Membership membership, Group group) {
        Instant now = clock.instant();
        Instant refundBy = group.dates().refundBy();
        ledger.open(RefundRules.intent(user, group.id(), membership, refundBy, now));
        if (!now.isBefore(refundBy)) {
            refunds.send(new RefundMessage(user, Trigger.REFUND_DATE, Correlation.current()));
        }
    }
}
