package sundown.gallery;

import sundown.timeline.GroupId;

/**
 * Keys are {@code <prefix><userId>/...}, whatever the user's group. A bucket policy can deny deletion only until the
 * first close of all groups.
 *
 * @param prefix the same for everybody, a slash at its end, with the root of another bucket; empty for nothing
 */
public record UserFirst(String prefix) implements GalleryLayout {
    static final String NAME = "user-first/";

    public UserFirst {
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new IllegalArgumentException("the prefix of a gallery ends with a slash, or is empty");
        }
        if (prefix.startsWith(ObjectKey.ELSEWHERE)) {
            ObjectKey.bucket(prefix);
        }
    }

    @Override
    public String write() {
        return NAME + prefix;
    }

    @Override
    public String root() {
        return prefix.startsWith(ObjectKey.ELSEWHERE) ? ObjectKey.root(ObjectKey.bucket(prefix)) : "";
    }

    @Override
    public String prefix(GroupId group) {
        return prefix;
    }

    @Override
    public boolean keepsGroupsApart() {
        return false;
    }
}
