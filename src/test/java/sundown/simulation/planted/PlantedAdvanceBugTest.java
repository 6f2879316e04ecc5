package sundown.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.simulation.Simulation;

class PlantedAdvanceBugTest {
    private static final int SEEDS = 1_000;

    @ParameterizedTest
    @EnumSource(PlantedAdvanceBug.class)
    void isFoundWithinAThousandSeeds(PlantedAdvanceBug bug) {
        assertThat(Simulation.of(bug).run(SEEDS).violations()).isNotEmpty();
    }
}
