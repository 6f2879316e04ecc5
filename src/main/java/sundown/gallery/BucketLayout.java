package sundown.gallery;

import java.util.Optional;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/**
 * Where the objects of one bucket lie. A template of keys tells what comes before a user's folder: {@code {group}/}, or
 * a prefix. Without a template there are no folders: the row of an item names its object, wherever it lies. If the
 * group comes first, a bucket policy can deny deletion before the group's date. Otherwise it can do so only until the
 * first close of all groups.
 *
 * @param root the beginning of all keys: nothing in the stack's own bucket, {@code s3://<bucket>/} in another one
 * @param template ends with a slash, or is empty text; no template where only rows tell the owner of an object
 */
public record BucketLayout(String root, Optional<String> template) {
    /** The layout in which each group has a prefix of its own. */
    public static final BucketLayout GROUP_FIRST = new BucketLayout("", Optional.of("{group}/"));

    /** The layout of the bucket of archives, whatever the layout of the gallery. */
    public static final BucketLayout ARCHIVES = GROUP_FIRST;

    private static final String GROUP = "{group}";
    private static final String GROUP_NAME = "group-first/";
    private static final String USER_NAME = "user-first/";
    private static final String ROWS_NAME = "by-rows/";

    public BucketLayout {
        if (template.filter(text -> !text.isEmpty() && !text.endsWith("/")).isPresent()) {
            throw new IllegalArgumentException("the prefix of a gallery ends with a slash, or is empty");
        }
    }

    /**
     * Reads {@code group-first/}, {@code user-first/<prefix>}, or {@code by-rows/}. In another bucket, its root follows
     * the name: {@code by-rows/s3://<bucket>/}.
     *
     * @throws IllegalArgumentException if the text is no layout
     */
    static BucketLayout of(String text) {
        String place = text.substring(text.indexOf('/') + 1);
        String root = place.startsWith(ObjectKey.ELSEWHERE) ? ObjectKey.root(ObjectKey.bucket(place)) : "";
        String prefix = place.substring(root.length());
        if (text.startsWith(USER_NAME) && !prefix.contains(GROUP)) {
            return new BucketLayout(root, Optional.of(prefix));
        }
        if (text.startsWith(GROUP_NAME) && prefix.isEmpty()) {
            return new BucketLayout(root, GROUP_FIRST.template);
        }
        if (text.startsWith(ROWS_NAME) && prefix.isEmpty()) {
            return new BucketLayout(root, Optional.empty());
        }
        throw new IllegalArgumentException("a gallery is group-first or by-rows without a prefix, or user-first");
    }

    /** Writes the layout as the configuration and manifests have it. */
    public String write() {
        return template.map(text -> keepsGroupsApart() ? GROUP_NAME + root : USER_NAME + root + text)
                .orElse(ROWS_NAME + root);
    }

    /**
     * True if the keys of no other group begin as the keys of a group do. Otherwise only an account tells to which
     * group a user's folder belongs, and a listing of a prefix shows the folders of all groups.
     */
    public boolean keepsGroupsApart() {
        return template.filter(text -> text.contains(GROUP)).isPresent();
    }

    /** True if each user's objects lie in a folder; otherwise only rows tell to whom an object belongs. */
    public boolean hasFolders() {
        return template.isPresent();
    }

    /** The beginning of the keys of a group's objects: nothing, or a text that ends with a slash. */
    public String prefix(GroupId group) {
        return root + template.orElse("").replace(GROUP, group.value());
    }

    /**
     * The beginning of the keys of a user's objects, and of no others.
     *
     * @throws IllegalStateException without folders: an empty prefix would be the prefix of everybody's objects
     */
    public String prefix(GroupId group, UserId user) {
        if (!hasFolders()) {
            throw new IllegalStateException("where rows name objects, a user has no prefix");
        }
        return prefix(group) + folder(user);
    }

    /** The folder of a user, a slash at its end. */
    public static String folder(UserId user) {
        return user + "/";
    }

    /** The user who owns a folder; empty for a folder that no user can have. */
    public static Optional<UserId> owner(String folder) {
        try {
            return folder.endsWith("/")
                    ? Optional.of(new UserId(folder.substring(0, folder.length() - 1)))
                    : Optional.empty();
        } catch (IllegalArgumentException noUser) {
            return Optional.empty();
        }
    }

    /** The folder of a key under a prefix, or all that follows the prefix if the key is in no folder. */
    public static String folder(String prefix, String key) {
        int end = key.indexOf('/', prefix.length());
        return end < 0 ? key.substring(prefix.length()) : key.substring(prefix.length(), end + 1);
    }
}
