package sundown.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import sundown.purge.EntryKind;
import sundown.purge.PurgedBucket;
import sundown.simulation.Report;
import sundown.simulation.Simulation;
import sundown.simulation.invariant.DeletionChecks;
import sundown.simulation.port.GuardedDeletion;
import sundown.simulation.run.Violation;

/** The guard outside our code holds alone. */
@ResourceLock(Simulation.LOGS)
class BucketPolicyTest {
    /** Worlds that end early, and in which all that the test looks for is tried. */
    private static final long FIRST_SEED = 89;

    private static final long LAST_SEED = 114;

    /** They do try, with objects of each kind; what else goes wrong without them is not looked at here. */
    @Test
    void nothingGoesEarlyThoughTheFunctionsLookAtNoTime() {
        Report report = Simulation.throughout(new WithoutTimeChecks()).run(FIRST_SEED, LAST_SEED);
        assertThat(report.violations().values())
                .extracting(Violation::invariant)
                .doesNotContain(DeletionChecks.CLOSE);
        for (PurgedBucket bucket : PurgedBucket.values()) {
            assertThat(denied(report, bucket, EntryKind.VERSION)).isPositive();
            assertThat(denied(report, bucket, EntryKind.UPLOAD)).isPositive();
        }
    }

    private static long denied(Report report, PurgedBucket bucket, EntryKind kind) {
        return report.coverage().counts().getOrDefault(GuardedDeletion.denied(bucket, kind), 0L);
    }
}
