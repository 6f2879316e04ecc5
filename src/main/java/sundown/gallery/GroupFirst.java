package sundown.gallery;

import sundown.timeline.GroupId;

/**
 * Keys are {@code <group>/<userId>/...}. The group comes first, so that a bucket policy can deny deletion before the
 * group's date.
 *
 * @param root of another bucket; empty for the stack's own
 */
public record GroupFirst(String root) implements GalleryLayout {
    static final String NAME = "group-first/";

    public GroupFirst {
        GalleryLayout.requireRoot(root);
    }

    /** In the stack's own bucket. */
    public GroupFirst() {
        this("");
    }

    @Override
    public String write() {
        return NAME + root;
    }

    @Override
    public String prefix(GroupId group) {
        return root + group + "/";
    }

    @Override
    public boolean keepsGroupsApart() {
        return true;
    }
}
