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
    /** Returns the hold of an account, even if it has ended. */
    Optional<Hold> find(UserId user);

    /** Returns the holds of several users, each named once, with few calls. */
    Found<Hold> findAll(List<UserId> users);

    /** Places a hold, which replaces an existing one. */
    void place(GroupId group, Hold hold);

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

    /** Releases a hold, if there is one. */
    void release(GroupId group, UserId user);

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
     */
    record Hold(UserId user, String reason, Operator by, Instant placedAt, Optional<Instant> until) {
        /** True before the end of the hold. */
        public boolean holdsAt(Instant now) {
            return until.map(now::isBefore).orElse(true);
        }
    }
}
