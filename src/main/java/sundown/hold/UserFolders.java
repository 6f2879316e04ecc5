package sundown.hold;

import sundown.account.UserId;
import sundown.timeline.GroupId;

/** The folders of users in all buckets that have folders. A read sees every write before it. */
public interface UserFolders {
    /** True if a bucket keeps something in a user's folder of a group. */
    boolean has(GroupId group, UserId user);
}
