package sundown.purge;

import java.util.List;

/** Deletes for good what the buckets keep. */
public interface BucketDeletion {
    /** The most versions and markers of one call. */
    int LIMIT = 1_000;

    /**
     * An entry that could not be deleted now.
     *
     * @param code why, as S3 says it: {@code AccessDenied} or {@code InternalError} for example
     */
    record Refused(BucketEntry entry, String code) {}

    /**
     * Deletes versions and delete markers, in one call for each bucket of S3. What is gone already counts as deleted.
     *
     * @param entries 1 to {@link #LIMIT} of one bucket, no uploads among them
     * @return those that are still there
     */
    List<Refused> delete(List<BucketEntry> entries);

    /** Ends an upload; one that has ended already stays so. */
    void abort(BucketEntry upload);
}
