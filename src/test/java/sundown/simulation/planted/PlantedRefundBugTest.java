package sundown.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.simulation.Simulation;
import sundown.simulation.run.Violation;

class PlantedRefundBugTest {
    private static final int SEEDS = 1_000;

    @ParameterizedTest
    @EnumSource(PlantedRefundBug.class)
    void isFoundToBeWhatItIsWithinAThousandSeeds(PlantedRefundBug bug) {
        assertThat(Simulation.of(bug, bug.invariants()).run(SEEDS).violations().values())
                .extracting(Violation::invariant)
                .containsAnyElementsOf(bug.invariants());
    }
}
