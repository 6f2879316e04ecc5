package sundown.simulation;

import java.time.Instant;
import sundown.purge.BucketEntry;
import sundown.purge.EntryKind;
import sundown.purge.PurgedBucket;

/** The policy of the template: nothing goes from a gallery before the close that was given when it was deployed. */
final class DeployedPolicy implements BucketPolicy {
    private final WorldTime time;
    private Instant close;

    DeployedPolicy(WorldTime time, Instant close) {
        this.time = time;
        this.close = close;
    }

    /** It is deployed again. */
    void deploy(Instant newClose) {
        close = newClose;
    }

    @Override
    public boolean denies(BucketEntry entry) {
        return entry.bucket() == PurgedBucket.GALLERY
                && entry.kind() != EntryKind.UPLOAD
                && time.now().isBefore(close);
    }
}
