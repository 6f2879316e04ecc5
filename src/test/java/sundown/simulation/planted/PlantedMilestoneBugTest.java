package sundown.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.simulation.Simulation;

class PlantedMilestoneBugTest {
    private static final int SEEDS = 1_000;

    @ParameterizedTest
    @EnumSource(PlantedMilestoneBug.class)
    void isFoundWithinAThousandSeeds(PlantedMilestoneBug bug) {
        assertThat(Simulation.of(bug).run(SEEDS).violations()).isNotEmpty();
    }
}
