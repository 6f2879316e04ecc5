package sundown.purge;

import java.util.List;

/** Deletes entries of the buckets for good. */
public interface BucketDeletion {
    /** The largest number of versions and markers in one call. */
    int BATCH_ENTRIES = 1_000;

    /**
     * Deletes versions and delete markers, in one call for each bucket of S3. An entry that is gone already counts as
     * deleted.
     *
     * @param entries 1 to {@link #BATCH_ENTRIES} of one bucket, no uploads among them
     * @return the reason of S3 for each refused entry, such as {@code AccessDenied}
     */
    List<String> delete(List<BucketEntry> entries);

    /** Ends an upload. An upload that has ended stays ended. */
    void abort(BucketEntry upload);
}
