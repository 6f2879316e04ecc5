package sundown.hold;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.hold.HoldStore.Hold;
import sundown.timeline.Dates;
import sundown.timeline.Dates.Phase;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;
import sundown.timeline.Zones;

/**
 * Tells when the exports of a user are open, for transfers, archives, and the page. After the close of their group, a
 * hold may open the exports again for one user alone.
 */
@Singleton
public record Exports(AccountStore accounts, TimelineStore timelines, HoldStore holds, Clock clock) {
    /** A user in a region where the service ends, with group and dates. */
    public record Open(Account account, GroupId group, Dates dates) {
        /** The time zone of most people of the account's region; UTC if it is not known. */
        public ZoneId zone() {
            return Zones.main(account.region());
        }
    }

    /**
     * Finds a user with exports that are open now.
     *
     * @throws sundown.edge.Problem when there is no such account, nothing is announced, nothing ends, or exports are
     *     not open
     */
    public Open openTo(UserId user) {
        Open open = require(user);
        Phase phase = open.dates().phaseAt(clock.instant());
        if (phase != Phase.EXPORTS_OPEN) {
            throw notOpen(phase, open.dates());
        }
        return open;
    }

    /**
     * Finds a user and their dates, in any phase.
     *
     * @throws sundown.edge.Problem when there is no such account, nothing is announced, or nothing ends
     */
    public Open require(UserId user) {
        Account account = accounts.find(user).orElseThrow(Problem::noAccount);
        Timeline timeline = timelines.inForce();
        Group group =
                groupOf(account, timeline).orElseThrow(() -> timeline.announced() ? exempt() : Timeline.notAnnounced());
        return new Open(account, group.id(), group.dates());
    }

    /** Refuses a user in an exempt region. */
    public static Problem exempt() {
        return Problem.of(ProblemType.NOTHING_ENDS, "Your gallery stays as it is, so there is nothing to take out.");
    }

    /** Refuses exports that are not open yet, or have ended. */
    public static Problem notOpen(Phase phase, Dates dates) {
        return phase == Phase.CLOSED
                ? Problem.of(ProblemType.EXPORTS_CLOSED, "Exports ended at " + dates.closing() + ".")
                : Problem.of(ProblemType.EXPORTS_NOT_OPEN, "Exports open " + dates.opening() + ".")
                        .with("opensAt", dates.exportsOpen().toString());
    }

    /**
     * Returns the group of an account, with the close of this user: a later one where a hold opens their exports again.
     * The hold is only read after the close of the group.
     *
     * @return empty where nothing ends, and while nothing is announced
     */
    public Optional<Group> groupOf(Account account, Timeline timeline) {
        return timeline.groupOf(account.region()).map(group -> withCloseOf(account.user(), group));
    }

    private Group withCloseOf(UserId user, Group group) {
        return group.dates().phaseAt(clock.instant()) == Phase.CLOSED
                ? holds.find(user)
                        .flatMap(Hold::exportsUntil)
                        .map(group::closingAt)
                        .orElse(group)
                : group;
    }

    /**
     * Returns the time at which a user's exports close; {@link Instant#MAX} where nothing ends, while nothing is
     * announced, or if there is no account.
     */
    public Instant closeOf(UserId user) {
        return datesOf(user).map(Dates::close).orElse(Instant.MAX);
    }

    /** Returns the dates of a user; empty where nothing ends, while nothing is announced, or if there is no account. */
    public Optional<Dates> datesOf(UserId user) {
        return accounts.find(user)
                .flatMap(account -> groupOf(account, timelines.inForce()))
                .map(Group::dates);
    }
}
