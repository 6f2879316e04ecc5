package sundown.simulation;

import java.time.Instant;
import sundown.purge.BucketEntry;

/**
 * The policies of the template, as they are for the role of {@code purge-account}: it takes nothing out of either
 * bucket, and ends no upload, before the close that was given when they were deployed.
 */
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
        return time.now().isBefore(close);
    }
}
