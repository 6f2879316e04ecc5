package sundown.simulation.port;

import java.time.Instant;
import sundown.purge.plan.BucketEntry;
import sundown.simulation.run.BucketPolicy;
import sundown.simulation.run.WorldTime;

/**
 * The policies of the template, as they are for the role of {@code purge-account}: it takes nothing out of either
 * bucket, and ends no upload, before the close that was given when they were deployed.
 */
public final class DeployedPolicy implements BucketPolicy {
    private final WorldTime time;
    private Instant close;

    public DeployedPolicy(WorldTime time, Instant close) {
        this.time = time;
        this.close = close;
    }

    /** It is deployed again. */
    public void deploy(Instant newClose) {
        close = newClose;
    }

    @Override
    public boolean denies(BucketEntry entry) {
        return time.now().isBefore(close);
    }
}
