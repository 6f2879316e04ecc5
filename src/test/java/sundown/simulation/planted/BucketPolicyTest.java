package sundown.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import sundown.purge.BucketEntry;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.simulation.Report;
import sundown.simulation.Simulation;
import sundown.simulation.invariant.DeletionChecks;
import sundown.simulation.port.PurgeWatch.GuardedDeletion;
import sundown.simulation.run.Violation;

/** The guard outside our code holds alone. */
@ResourceLock(Simulation.LOGS)
@Tag("instruments")
class BucketPolicyTest {
    private static final long FIRST_SEED = 833;
    private static final long AT_ONCE = 25;
    private static final long MOST = 1_000;

    private final Set<String> denied = new HashSet<>();

    /** They do try, with objects of each kind; what else goes wrong without them is not looked at here. */
    @Test
    void nothingGoesEarlyThoughTheFunctionsLookAtNoTime() {
        Set<String> kinds = kinds();
        for (long seed = FIRST_SEED; !denied.containsAll(kinds) && seed < MOST; seed += AT_ONCE) {
            Report report = Simulation.throughout(new WithoutTimeChecks()).run(seed, seed + AT_ONCE - 1);
            assertThat(report.violations.values())
                    .extracting(Violation::invariant)
                    .doesNotContain(DeletionChecks.CLOSE);
            denied.addAll(report.coverage.counts().keySet());
        }
        assertThat(denied).containsAll(kinds);
    }

    private static Set<String> kinds() {
        return Stream.of(PurgedBucket.values())
                .flatMap(bucket -> Stream.of(BucketEntry.Kind.VERSION, BucketEntry.Kind.UPLOAD)
                        .map(kind -> GuardedDeletion.denied(bucket, kind)))
                .collect(Collectors.toSet());
    }
}
