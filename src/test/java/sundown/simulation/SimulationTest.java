package sundown.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import sundown.metrics.Measurements;
import sundown.metrics.Metric;
import sundown.simulation.cloud.Sweep;
import sundown.simulation.run.WorldLag;

@ResourceLock(Simulation.LOGS)
class SimulationTest {
    private static final int SEEDS = 70;

    /** A world has no processes. */
    private static final Metric OF_A_PROCESS = Metric.COLD_STARTS;

    /** Few worlds have a silence so long; {@link LongSilenceTest} plays one. */
    private static final Metric OF_A_LONG_SILENCE = Metric.GOOGLE_SILENT;

    @Test
    void whateverHappensWhatMustHoldHolds() {
        try (Measurements measurements = new Measurements()) {
            Report report = Simulation.ofFunctions().run(SEEDS);
            assertThat(report.violations).isEmpty();
            assertThat(report.runs()).isEqualTo(SEEDS);
            assertThat(report.coverage.counts()).containsKeys(Sweep.AT_ONCE, WorldLag.MISSED);
            assertThat(measurements.metrics())
                    .doesNotContain(OF_A_PROCESS)
                    .containsAll(EnumSet.complementOf(EnumSet.of(OF_A_PROCESS, OF_A_LONG_SILENCE)));
            assertThat(measurements.heard())
                    .allSatisfy(heard -> assertThat(heard.of())
                            .as(heard.toString())
                            .matches(of -> heard.metric() == Metric.FAULTS
                                    || (heard.metric().valuesOfDimension().isEmpty() == of.isEmpty()
                                            && heard.metric()
                                                    .valuesOfDimension()
                                                    .containsAll(of))));
        }
    }

    @Test
    void theSameSeedMakesTheSameWorld() {
        for (long seed = 1; seed <= 2; seed++) {
            assertThat(traceOf(seed)).isNotEmpty().isEqualTo(traceOf(seed));
        }
    }

    private static List<String> traceOf(long seed) {
        List<String> lines = new ArrayList<>();
        Simulation.ofFunctions().replay(seed, line -> lines.add(line.get()));
        return lines;
    }
}
