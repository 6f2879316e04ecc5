package sundown.membership;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.refund.RefundLedger;
import sundown.refund.RefundRules;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/**
 * Ends one membership. The money comes first: a member whose membership is cancelled has his row in the ledger, wherever
 * the worker died.
 */
@Singleton
final class MembershipEnding {
    private final AccountStore accounts;
    private final MembershipStore memberships;
    private final TimelineStore timelines;
    private final RefundLedger ledger;
    private final Clock clock;

    MembershipEnding(
            AccountStore accounts,
            MembershipStore memberships,
            TimelineStore timelines,
            RefundLedger ledger,
            Clock clock) {
        this.accounts = accounts;
        this.memberships = memberships;
        this.timelines = timelines;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Ends the membership of a user of a group, if he has one that runs. */
    void end(UserId user, Group group) {
        Optional<Membership> running = running(user, group);
        while (running.isPresent() && !ended(user, running.get(), group)) {
            running = running(user, group);
        }
    }

    private Optional<Membership> running(UserId user, Group group) {
        Optional<Account> account = accounts.find(user);
        return account.flatMap(found -> MembershipRules.ending(found, group.id(), timelines.inForce()));
    }

    /** False when it is another by now: he paid once more in the very moment. */
    private boolean ended(UserId user, Membership running, Group group) {
        Instant now = clock.instant();
        ledger.open(RefundRules.intent(user, group.id(), running, group.dates().refundBy(), now));
        return memberships.cancel(user, running, now);
    }
}
