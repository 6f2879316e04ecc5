package sundown.purge.plan;

import sundown.archive.ArchiveKeys;
import sundown.gallery.GalleryLayout;

/** The buckets of which a closed group's objects go. */
public enum PurgedBucket {
    /** The photos and videos. */
    GALLERY,
    /** The volumes of archives, their plans, and what was written for their owners. */
    ARCHIVE;

    /** Where the objects lie in it: where those of archives do is up to Sundown. */
    public GalleryLayout layout(GalleryLayout gallery) {
        return switch (this) {
            case GALLERY -> gallery;
            case ARCHIVE -> ArchiveKeys.LAYOUT;
        };
    }
}
