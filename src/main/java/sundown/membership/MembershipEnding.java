package sundown.membership;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.refund.RefundLedger;
import sundown.refund.RefundMessage;
import sundown.refund.RefundRules;
import sundown.refund.SubscriptionEnding;
import sundown.refund.Trigger;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/**
 * Ends one membership. The money comes first: a member whose membership is cancelled has his row in the ledger,
 * wherever the worker died.
 */
@Singleton
final class MembershipEnding {
    private static final Logger LOG = Logger.getLogger(MembershipEnding.class);

    private final AccountStore accounts;
    private final MembershipStore memberships;
    private final TimelineStore timelines;
    private final RefundLedger ledger;
    private final MessageQueue<RefundMessage> refunds;
    private final SubscriptionEnding subscriptions;
    private final Clock clock;

    MembershipEnding(
            AccountStore accounts,
            MembershipStore memberships,
            TimelineStore timelines,
            RefundLedger ledger,
            MessageQueue<RefundMessage> refunds,
            SubscriptionEnding subscriptions,
            Clock clock) {
        this.accounts = accounts;
        this.memberships = memberships;
        this.timelines = timelines;
        this.ledger = ledger;
        this.refunds = refunds;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    /**
     * Ends the membership of a user who is listed in a group, if they have one that runs.
     *
     * @param end when the time for the payment service is over
     */
    void end(UserId user, Group group, Instant end) {
        boolean ended = false;
        while (!ended) {
            ended = accounts.find(user)
                    .map(account -> ended(account, group, end))
                    .orElse(true);
        }
    }

    /** False when his membership is another by now: he paid once more in the very moment. */
    private boolean ended(Account account, Group group, Instant end) {
        return switch (MembershipRules.listed(account, group.id(), timelines.inForce())) {
            case MembershipRules.Listed.Free ignored -> true;
            case MembershipRules.Listed.Misfiled ignored -> {
                LOG.warnf("user %s is listed in group %s, and his region is not of it", account.user(), group.id());
                yield true;
            }
            case MembershipRules.Listed.Member member -> {
                putDown(account.user(), member.membership(), group);
                endSubscription(account.user(), member.membership(), group, end);
                yield memberships.cancel(account.user(), member.membership(), clock.instant());
            }
            case MembershipRules.Listed.Cancelled cancelled -> {
                putDownIfMissing(account.user(), cancelled.membership(), group);
                endSubscription(account.user(), cancelled.membership(), group, end);
                yield true;
            }
        };
    }

    /** A renewal that leaves the old cancellation in its place has a charge of which the ledger knows nothing. */
    private void putDownIfMissing(UserId user, Membership membership, Group group) {
        if (ledger.find(membership.charge()).isEmpty()) {
            putDown(user, membership, group);
        }
    }

    /** A membership that an earlier version has cancelled, or the photo cloud, may still have one that runs. */
    private void endSubscription(UserId user, Membership membership, Group group, Instant end) {
        membership.subscription().ifPresent(subscription -> subscriptions.end(user, group.id(), subscription, end));
    }

    /** Where the refund date has come, nobody waits for it any more: the fee is sent for. */
    private void putDown(UserId user, Membership membership, Group group) {
        Instant now = clock.instant();
        Instant refundBy = group.dates().refundBy();
        ledger.open(RefundRules.intent(user, group.id(), membership, refundBy, now));
        if (!now.isBefore(refundBy)) {
            refunds.send(List.of(new RefundMessage(user, Trigger.REFUND_DATE, Correlation.current())));
        }
    }
}
