package sundown.purge;

import java.util.Optional;
import sundown.gallery.ETag;
import sundown.gallery.ObjectKey;

/**
 * One thing that a bucket keeps.
 *
 * @param bytes its size; 0 for a marker, and for an upload, whose parts are not counted
 * @param etag of a version
 * @param shared true where other users may have {@linkplain sundown.gallery.Claims claims} on the object
 */
public record BucketEntry(
        PurgedBucket bucket,
        ObjectKey key,
        VersionId version,
        EntryKind kind,
        long bytes,
        Optional<ETag> etag,
        boolean shared) {
    public BucketEntry {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes are negative");
        }
    }

    /** A version of an object. */
    public static BucketEntry version(PurgedBucket bucket, ObjectKey key, VersionId version, long bytes, ETag etag) {
        return new BucketEntry(bucket, key, version, EntryKind.VERSION, bytes, Optional.of(etag), false);
    }

    /** A delete marker. */
    public static BucketEntry marker(PurgedBucket bucket, ObjectKey key, VersionId version) {
        return new BucketEntry(bucket, key, version, EntryKind.MARKER, 0, Optional.empty(), false);
    }

    /** An unfinished upload. */
    public static BucketEntry upload(PurgedBucket bucket, ObjectKey key, VersionId upload) {
        return new BucketEntry(bucket, key, upload, EntryKind.UPLOAD, 0, Optional.empty(), false);
    }

    /** The same entry, of an object on which others may have claims, or not. */
    public BucketEntry ofSharing(boolean others) {
        return new BucketEntry(bucket, key, version, kind, bytes, etag, others);
    }
}
