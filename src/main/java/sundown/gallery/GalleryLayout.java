package sundown.gallery;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/**
 * Where the objects of a gallery lie, and to whom they belong. What follows a prefix in a key, up to the next slash and
 * with it, is a folder, and each user has one of their own, named by their id; or there are no folders, and only rows
 * tell.
 */
public interface GalleryLayout {
    /** What a layout of another bucket begins with, after the blank behind the one before. */
    Pattern NEXT = Pattern.compile(" +(?=(?:group-first|user-first|by-rows)/s3://)");

    /**
     * The layout that is written so: {@code group-first/}, {@code by-rows/}, or {@code user-first/} and what all keys
     * begin with. Behind it, after a blank each, come those of other buckets: {@code by-rows/s3://<bucket>/}.
     *
     * @throws IllegalArgumentException when it is none
     */
    static GalleryLayout of(String text) {
        List<GalleryLayout> parts = NEXT.splitAsStream(text.stripTrailing())
                .map(GalleryLayout::ofOne)
                .toList();
        if (parts.size() == 1 && parts.getFirst().root().isEmpty()) {
            return parts.getFirst();
        }
        return new SeveralBuckets(parts);
    }

    private static GalleryLayout ofOne(String text) {
        if (text.startsWith(GroupFirst.NAME)) {
            return new GroupFirst(text.substring(GroupFirst.NAME.length()));
        }
        if (text.startsWith(UserFirst.NAME)) {
            return new UserFirst(text.substring(UserFirst.NAME.length()));
        }
        if (text.startsWith(ByRows.NAME)) {
            return new ByRows(text.substring(ByRows.NAME.length()));
        }
        throw none();
    }

    private static IllegalArgumentException none() {
        return new IllegalArgumentException("a gallery is group-first or by-rows without a prefix, or user-first");
    }

    /** Requires the root of a bucket that needs no prefix. */
    static void requireRoot(String root) {
        if (!root.isEmpty() && !ObjectKey.key(root).isEmpty()) {
            throw none();
        }
    }

    /** As it is written in the configuration, and in manifests. */
    String write();

    /** What keys in its bucket begin with: nothing in the stack's own, {@code s3://<bucket>/} in another one. */
    String root();

    /** What the keys of a group's objects begin with: nothing, or a slash at its end. */
    String prefix(GroupId group);

    /**
     * True when the keys of no other group begin as those of a group do. Otherwise only an account tells to which group
     * a user's folder belongs, and a listing of a prefix shows the folders of all groups.
     */
    boolean keepsGroupsApart();

    /** True when each user's objects lie in a folder; otherwise only rows tell to whom an object belongs. */
    default boolean hasFolders() {
        return true;
    }

    /** The layout of each bucket. */
    default List<GalleryLayout> parts() {
        return List.of(this);
    }

    /** The layout of the bucket in which a key is. */
    default GalleryLayout part(String key) {
        return this;
    }

    /** True for a key in a folder of a user. */
    default boolean inFolder(GroupId group, UserId user, ObjectKey key) {
        GalleryLayout part = part(key.value());
        return part.hasFolders() && key.value().startsWith(part.prefix(group, user));
    }

    /** The folder of a user, a slash at its end. */
    default String folder(UserId user) {
        return user + "/";
    }

    /** The user who owns a folder; nothing for a folder that no user can have. */
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
        return folder(part(key).prefix(group), key);
    }

    /** The folder in which a key is under a prefix; all that follows the prefix, where it is in none. */
    static String folder(String prefix, String key) {
        int end = key.indexOf('/', prefix.length());
        return end < 0 ? key.substring(prefix.length()) : key.substring(prefix.length(), end + 1);
    }
}
