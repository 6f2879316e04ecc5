package sundown.gallery;

import sundown.account.UserId;
import sundown.timeline.GroupId;

/**
 * Keys say nothing: the row of an item names its object, wherever it lies. A bucket policy can deny deletion only until
 * the first close of all groups.
 *
 * @param root of another bucket; empty for the stack's own
 */
public record ByRows(String root) implements GalleryLayout {
    static final String NAME = "by-rows/";

    public ByRows {
        GalleryLayout.requireRoot(root);
    }

    /** In the stack's own bucket. */
    public ByRows() {
        this("");
    }

    @Override
    public String write() {
        return NAME + root;
    }

    @Override
    public String prefix(GroupId group) {
        return root;
    }

    @Override
    public boolean keepsGroupsApart() {
        return false;
    }

    @Override
    public boolean hasFolders() {
        return false;
    }

    /** @throws UnsupportedOperationException always: keys of one user have nothing in common */
    @Override
    public String prefix(GroupId group, UserId user) {
        throw new UnsupportedOperationException("where rows name objects, a user has no prefix");
    }
}
