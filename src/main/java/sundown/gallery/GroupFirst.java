package sundown.gallery;

import sundown.timeline.GroupId;

/**
 * Keys are {@code <group>/<userId>/...}. The group comes first, so that a bucket policy can deny deletion before the
 * group's date.
 */
public record GroupFirst() implements GalleryLayout {
    static final String NAME = "group-first/";

    @Override
    public String write() {
        return NAME;
    }

    @Override
    public String prefix(GroupId group) {
        return group + "/";
    }

    @Override
    public boolean keepsGroupsApart() {
        return true;
    }
}
