package sundown.simulation.run;

import sundown.purge.BucketEntry;

/** What the buckets' policies deny to every caller: outside of the functions, and by the clock of S3. */
public interface BucketPolicy {
    /** True when this must not be deleted now. */
    boolean denies(BucketEntry entry);
}
