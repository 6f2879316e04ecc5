package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.hold.Hold;
import sundown.hold.HoldStore;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/** Tells of a user whether something of them may be left, as account, timeline, and hold are now. */
@Singleton
final class Reasons {
    private final AccountStore accounts;
    private final TimelineStore timelines;
    private final HoldStore holds;
    private final Clock clock;

    Reasons(AccountStore accounts, TimelineStore timelines, HoldStore holds, Clock clock) {
        this.accounts = accounts;
        this.timelines = timelines;
        this.holds = holds;
        this.clock = clock;
    }

    /** The reason in a group, if there is one. */
    Optional<Reason> of(GroupId group, UserId user) {
        Optional<Hold> hold = holds.find(user).filter(found -> found.holdsAt(clock.instant()));
        Standing standing = PlanRules.standing(
                accounts.find(user),
                hold.isPresent(),
                group,
                timelines.current().timeline());
        return switch (standing) {
            case FOREIGN -> Optional.of(new Reason(standing, Optional.empty()));
            case HELD -> Optional.of(new Reason(standing, hold.flatMap(Hold::until)));
            case ACCOUNT, NO_ACCOUNT -> Optional.empty();
        };
    }
}
