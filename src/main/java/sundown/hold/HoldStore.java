package sundown.hold;

import java.util.Optional;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/** The holds. What is read is as it is after every change that came before. */
public interface HoldStore {
    /** The hold of an account, also one whose end has come. */
    Optional<Hold> find(UserId user);

    /** Places a hold, in place of one that is there. */
    void place(GroupId group, Hold hold);

    /** Takes a hold away, if there is one. */
    void release(GroupId group, UserId user);

    /** How often the holds of a group have been changed; counted before a change is made. */
    long changes(GroupId group);
}
