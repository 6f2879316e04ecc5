package sundown.gallery;

import java.util.Optional;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/**
 * Where the objects of a bucket lie, and whose they are. What follows a prefix in a key, up to the next slash and with
 * it, is a folder, and each user has one of their own, named by their id; or there are no folders, and only rows tell.
 */
public interface GalleryLayout {
    /**
     * The layout that is written so: {@code group-first/}, {@code by-rows/}, or {@code user-first/} and what all keys
     * begin with.
     *
     * @throws IllegalArgumentException when it is none
     */
    static GalleryLayout of(String text) {
        if (text.equals(GroupFirst.NAME)) {
            return new GroupFirst();
        }
        if (text.startsWith(UserFirst.NAME)) {
            return new UserFirst(text.substring(UserFirst.NAME.length()));
        }
        if (text.equals(ByRows.NAME)) {
            return new ByRows();
        }
        throw new IllegalArgumentException("a gallery is group-first or by-rows without a prefix, or user-first");
    }

    /** As it is written in the configuration, and in manifests. */
    String write();

    /** What the keys of a group's objects begin with: nothing, or a slash at its end. */
    String prefix(GroupId group);

    /**
     * True when the keys of no other group begin as those of a group do. Otherwise only an account tells to which group
     * a user's folder belongs, and whoever lists a prefix reads the folders of all groups.
     */
    boolean keepsGroupsApart();

    /** True when each user's objects lie in a folder; otherwise an object is whose row names it. */
    default boolean hasFolders() {
        return true;
    }

    /** The folder of a user, a slash at its end. */
    default String folder(UserId user) {
        return user + "/";
    }

    /** Whose folder it is; nobody's, when no user can have it. */
    default Optional<UserId> owner(String folder) {
        try {
            return folder.endsWith("/")
                    ? Optional.of(new UserId(folder.substring(0, folder.length() - 1)))
                    : Optional.empty();
        } catch (IllegalArgumentException noUser) {
            return Optional.empty();
        }
    }

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
