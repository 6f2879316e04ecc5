package sundown.purge;

import java.time.Instant;
import java.util.Optional;
import sundown.account.Account;
import sundown.hold.Hold;
import sundown.timeline.Group;
import sundown.timeline.Timeline;

/** Whether something of an account may be deleted now; to be asked before each batch: pure. */
public final class DeletionRules {
    private DeletionRules() {}

    /** What may be done with an account. */
    public sealed interface Verdict {
        /** The next batch may be deleted. */
        record Delete() implements Verdict {}

        /** The account was removed: what the buckets keep of it stays; where they keep nothing, its rows may go. */
        record DeleteRows() implements Verdict {}

        /** The account stays as it is, and is finished with that. */
        record Keep(Deletion.Outcome why) implements Verdict {}

        /** Nothing is deleted now. */
        record Leave(Why why) implements Verdict {}
    }

    /** Why nothing is deleted. */
    public enum Why {
        /** The manifest that was approved does not list the account. */
        NOT_LISTED,
        /** The purge is not approved, is no longer approved, is of another plan, or has ended. */
        NOT_APPROVED,
        /** The kill switch is set. */
        STOPPED,
        /** By one of the clocks it is too early. */
        EARLY
    }

    /**
     * Decides on an account.
     *
     * @param stored the purge of its group
     * @param account names the plan by which it is to be deleted, and proves that the plan lists it
     * @param standing of its user in the group, as it is now
     */
    public static Verdict verdict(Optional<Purge> stored, ListedAccount account, PurgeContext now, Standing standing) {
        return stored.filter(purge -> purge.plan().id().equals(account.plan()))
                .filter(purge -> purge.state().deletion().isPresent())
                .filter(purge -> PurgeRules.current(stored, now).equals(stored))
                .map(purge -> account.listed().proves(purge.plan().manifest())
                        ? verdict(purge, account, now, standing)
                        : new Verdict.Leave(Why.NOT_LISTED))
                .orElseGet(() -> new Verdict.Leave(Why.NOT_APPROVED));
    }

    private static Verdict verdict(Purge purge, ListedAccount account, PurgeContext now, Standing standing) {
        if (now.stopped()) {
            return new Verdict.Leave(Why.STOPPED);
        }
        if (PurgeRules.early(purge, now)) {
            return new Verdict.Leave(Why.EARLY);
        }
        if (PlanRules.hasLeft(account.standing(), standing)) {
            return standing == Standing.NO_ACCOUNT
                    ? new Verdict.DeleteRows()
                    : new Verdict.Keep(Deletion.Outcome.FOREIGN);
        }
        return standing == Standing.HELD ? new Verdict.Keep(Deletion.Outcome.HELD) : new Verdict.Delete();
    }

    /**
     * True while nothing of a user may be deleted, whatever claims they have released: a hold applies, or one of the
     * clocks may be before the close of their group, or they have an account of no group.
     */
    static boolean isProtected(Optional<Hold> hold, Optional<Account> account, Timeline timeline, Instant now) {
        return hold.filter(placed -> placed.holdsAt(now)).isPresent()
                || account.filter(found -> !closed(timeline.groupOf(found.region()), now))
                        .isPresent();
    }

    private static boolean closed(Optional<Group> group, Instant now) {
        return group.filter(found -> !now.isBefore(found.dates().close().plus(PurgeRules.SKEW)))
                .isPresent();
    }
}
