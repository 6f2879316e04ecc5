package sundown.hold;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.operator.Operator;
import sundown.timeline.GroupId;

/** The holds. Reads are strongly consistent. */
public interface HoldStore {
    /** The hold of an account, even if it has ended. */
    Optional<Hold> find(UserId user);

    /** The same of several users, each named once, with few calls. */
    Found<Hold> findAll(List<UserId> users);

    /** Places a hold; it replaces an existing one. */
    void place(GroupId group, Hold hold);

    /**
     * Places a hold where none applies any more. It voids no approval: it only keeps more than before.
     *
     * @return false where one applies, which stays as it is; if a response is lost, the retry may find its own hold
     */
    boolean placeWhereNone(Hold hold);

    /**
     * Holds of all groups, also those that have ended, in an order of the store's own.
     *
     * @param after only those that follow the hold of this user, whether or not there still is one
     * @param limit the most that are returned
     */
    List<Hold> list(Optional<UserId> after, int limit);

    /** Releases a hold, if there is one. */
    void release(GroupId group, UserId user);

    /**
     * How often holds of a group were changed or released; it counts up before each change. The first hold of an
     * account is no change: it keeps more than before.
     */
    long changes(GroupId group);

    /**
     * Keeps the objects and rows of a user from deletion, with or without an account.
     *
     * @param reason why, in the operator's words
     * @param until the first instant at which it no longer applies; nothing for a hold without end
     */
    record Hold(UserId user, String reason, Operator by, Instant placedAt, Optional<Instant> until) {
        /** True while it applies. */
        public boolean holdsAt(Instant now) {
            return until.map(now::isBefore).orElse(true);
        }
    }
}
