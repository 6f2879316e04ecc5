package sundown.purge;

import java.time.Instant;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.UserId;
import sundown.digest.Sha256;
import sundown.hold.HoldStore.Hold;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Inclusion.Place;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeStore.Purge;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/** Decides whether a batch of an account may be deleted now; asked before each batch: pure. */
public final class DeletionRules {
    private DeletionRules() {}

    /**
     * An account that a plan deletes.
     *
     * @param listed proves that the manifest of the plan lists the account
     */
    public record ListedAccount(GroupId group, PlanId plan, Inclusion listed) {
        /** The user of the account. */
        public UserId user() {
            return place().user();
        }

        public Place place() {
            return listed.place();
        }

        /** The standing for which its entries are in the manifest. */
        public Standing standing() {
            return listed.user().standing();
        }

        /**
         * The hash over the account's entries.
         *
         * @throws java.util.NoSuchElementException if the manifest lists none of them
         */
        Sha256 sha256() {
            return listed.user().sha256().orElseThrow();
        }
    }

    /** The answer for an account. */
    public sealed interface Verdict {
        /** The next batch may be deleted. */
        record Delete() implements Verdict {}

        /** The account was removed: its entries in the buckets stay. If the buckets keep none, its rows may go. */
        record DeleteRows() implements Verdict {}

        /** The account stays as it is, and is finished. */
        record Keep(Deletion.Progress why) implements Verdict {}

        /** Nothing is deleted now. */
        record Leave(Why why) implements Verdict {}
    }

    /** The reasons why nothing is deleted now. */
    public enum Why {
        /** The approved manifest does not list the account. */
        NOT_LISTED,
        /** The purge is not approved, is no longer approved, is of another plan, or has ended. */
        NOT_APPROVED,
        /** The kill switch is set. */
        STOPPED,
        /** One of the clocks tells that it is too early. */
        EARLY
    }

    /**
     * Decides on an account.
     *
     * @param stored the purge of its group
     * @param account names the plan that deletes it, and proves that the plan lists it
     * @param standing of its user in the group now
     */
    public static Verdict verdict(Optional<Purge> stored, ListedAccount account, PurgeContext now, Standing standing) {
        return stored.filter(purge -> purge.plan().id().equals(account.plan()))
                .filter(purge -> purge.state().deletion().isPresent())
                .filter(purge -> PurgeRules.current(stored, now).equals(stored))
                .map(purge -> account.listed().proves(purge.plan().manifest())
                                && account.standing().listed()
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
        if (standing.hasLeft(account.standing())) {
            return standing == Standing.NO_ACCOUNT
                    ? new Verdict.DeleteRows()
                    : new Verdict.Keep(Deletion.Progress.FOREIGN);
        }
        return standing == Standing.HELD ? new Verdict.Keep(Deletion.Progress.HELD) : new Verdict.Delete();
    }

    /**
     * True as long as nothing of a user may be deleted, whatever claims they have released: a hold applies, one of the
     * clocks may be before the close of their group, or they have an account of no group.
     */
    static boolean isProtected(Optional<Hold> hold, Optional<Account> account, Timeline timeline, Instant now) {
        return hold.filter(placed -> placed.holdsAt(now)).isPresent()
                || account.filter(found -> !closed(timeline.groupOf(found.region()), now))
                        .isPresent();
    }

    private static boolean closed(Optional<Group> group, Instant now) {
        return group.filter(found -> !now.isBefore(found.dates().close().plus(PurgeRules.CLOCK_SKEW)))
                .isPresent();
    }
}
