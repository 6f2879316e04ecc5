package sundown.hold;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.operator.Operator;
import sundown.timeline.GroupId;

/** The holds. Reads are strongly consistent. */
public interface HoldStore {
    /** Returns the hold of an account, even if it has ended. */
    Optional<Hold> find(UserId user);

    /** Returns the holds of several users, each named once, with few calls. */
    Found<Hold> findAll(List<UserId> users);

    /**
     * Places a hold, which replaces an existing one.
     *
     * @return false if the existing hold may not be replaced ({@link Hold#mayReplace}), and stays as it is
     */
    boolean place(GroupId group, Hold hold);

    /**
     * Places a hold unless another one applies. It voids no approval, because it only keeps more than before.
     *
     * @return false if another hold applies, which stays as it is; if a response is lost, the retry may find its own
     *     hold
     */
    boolean placeWhereNone(Hold hold);

    /**
     * Lists holds of all groups, also ended ones, in an order of the store.
     *
     * @param after the user of the last hold of the page before, whether or not it still exists
     * @param limit the largest number of holds
     */
    List<Hold> list(Optional<UserId> after, int limit);

    /**
     * Releases a hold, if there is one.
     *
     * @return false if the hold opens exports that have not settled ({@link Hold#SETTLING_TIME}), and stays as it is
     */
    boolean release(GroupId group, UserId user, Instant now);

    /**
     * Returns the number of changes and releases of holds of a group, which counts up before each change. The first
     * hold of an account is no change, because it keeps more than before.
     */
    long changes(GroupId group);

    /**
     * A hold, which keeps the objects and rows of a user from deletion, with or without an account.
     *
     * @param reason in the operator's words
     * @param until the first instant at which the hold no longer applies; empty for a hold without end
     * @param exportsUntil when exports end that this hold opens for the user after the close of their group; empty if
     *     it opens none. The hold outlasts them.
     */
    record Hold(
            UserId user,
            String reason,
            Operator by,
            Instant placedAt,
            Optional<Instant> until,
            Optional<Instant> exportsUntil) {
        /**
         * The time from the end of exports to the earliest end of their hold. By then, each function that was at work
         * has ended, the sweep has ended the transfer and the archive, and the objects of the archive are removed.
         */
        public static final Duration SETTLING_TIME = Duration.ofDays(1);

        public Hold {
            if (exportsUntil
                    .filter(exports -> until.filter(exports::isAfter).isPresent())
                    .isPresent()) {
                throw new IllegalArgumentException("a hold ends before the exports that it opens");
            }
        }

        /** A hold that opens no exports. */
        public Hold(UserId user, String reason, Operator by, Instant placedAt, Optional<Instant> until) {
            this(user, reason, by, placedAt, until, Optional.empty());
        }

        /** True before the end of the hold. */
        public boolean holdsAt(Instant now) {
            return until.map(now::isBefore).orElse(true);
        }

        /** True if an existing hold opens no exports that this hold would end earlier, unless they have settled. */
        public boolean mayReplace(Hold existing) {
            return !existing.opensExportsAfter(replaceableExports());
        }

        /** True if it opens exports that end after an instant. */
        public boolean opensExportsAfter(Instant end) {
            return exportsUntil.filter(end::isBefore).isPresent();
        }

        /** The latest end of exports of a hold that this one may replace. */
        public Instant replaceableExports() {
            Instant settled = placedAt.minus(SETTLING_TIME);
            return exportsUntil.filter(settled::isBefore).orElse(settled);
        }
    }
}
