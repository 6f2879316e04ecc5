package sundown.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.simulation.Simulation;
import sundown.simulation.invariant.DeletionChecks;
import sundown.simulation.run.BucketPolicy;
import sundown.simulation.run.Plant;
import sundown.simulation.run.Violation;

class PlantedPurgeBugTest {
    private static final int SEEDS = 1_000;

    @ParameterizedTest
    @EnumSource(PlantedPurgeBug.class)
    void isFoundWithinAThousandSeeds(PlantedPurgeBug bug) {
        assertThat(Simulation.of(bug).run(SEEDS).violations()).isNotEmpty();
    }

    @Test
    void aBreachOfAHoldIsFoundToBeOne() {
        assertFound(Simulation.of(PlantedPurgeBug.A_HOLD_IS_BREACHED), DeletionChecks.HOLD);
    }

    /** Neither the functions look at the time nor the buckets' policy. */
    @Test
    void anEarlyDeletionIsFoundToBeOne() {
        Plant unguarded = new WithoutTimeChecks() {
            @Override
            public BucketPolicy in(BucketPolicy real) {
                return entry -> false;
            }
        };
        assertFound(Simulation.of(unguarded, Set.of(DeletionChecks.CLOSE)), DeletionChecks.CLOSE);
    }

    private static void assertFound(Simulation simulation, String invariant) {
        assertThat(simulation.run(SEEDS / 5).violations().values())
                .extracting(Violation::invariant)
                .contains(invariant);
    }
}
