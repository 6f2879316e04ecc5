package sundown.purge;

import java.util.List;

/** Deletes entries of the buckets for good. */
public interface BucketDeletion {
    /** The largest number of versions and markers in one call. */
    int BATCH_ENTRIES = 1_000;

    /**
     * An entry that could not be deleted now.
     *
     * @param code the reason of S3, such as {@code AccessDenied} or {@code InternalError}
     */
    record Refused(BucketEntry entry, String code) {}

    /**
     * Deletes versions and delete markers, in one call for each bucket of S3. An entry that is gone already counts as
     * deleted.
     *
     * @param entries 1 to {@link #BATCH_ENTRIES} of one bucket, no uploads among them
     * @return the entries that are still there
     */
    List<Refused> delete(List<BucketEntry> entries);

    /** Ends an upload. An upload that has ended stays ended. */
    void abort(BucketEntry upload);
}
