package sundown.hold;

import sundown.account.UserId;
import sundown.timeline.GroupId;

/** The folders of users in the buckets, as they are after every change that came before. */
public interface UserFolders {
    /** True when a bucket keeps something in a user's folder of a group. */
    boolean has(GroupId group, UserId user);
}
