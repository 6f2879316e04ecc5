package sundown.gallery;

import java.util.Optional;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/**
 * Where the objects of a bucket lie, and whose they are. The keys of a group's objects begin with one prefix; what
 * follows in them, up to the next slash and with it, is a folder, and each user has one of their own.
 */
public interface GalleryLayout {
    /** What the keys of a group's objects begin with, a slash at its end. Those of no other group do. */
    String prefix(GroupId group);

    /** The folder of a user, a slash at its end. */
    String folder(UserId user);

    /** Whose folder it is; nobody's, when no user can have it. */
    Optional<UserId> owner(String folder);

    /** What the keys of a user's objects begin with. Those of nobody else do. */
    default String prefix(GroupId group, UserId user) {
        return prefix(group) + folder(user);
    }

    /**
     * The folder in which a key of a group is; all that follows the prefix, where it is in none.
     *
     * @param key begins with the prefix of the group
     */
    default String folder(GroupId group, String key) {
        int begin = prefix(group).length();
        int end = key.indexOf('/', begin);
        return end < 0 ? key.substring(begin) : key.substring(begin, end + 1);
    }
}
