package sundown.purge.plan;

/** The buckets of which a closed group's objects go. */
public enum PurgedBucket {
    /** The photos and videos. */
    GALLERY,
    /** The volumes of archives, their plans, and what was written for their owners. */
    ARCHIVE
}
