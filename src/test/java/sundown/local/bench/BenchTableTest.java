package sundown.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchTableTest {
    @Test
    void hasALineAWriter() {
        assertThat(BenchTable.of(SampleFigures.onJvm()))
                .contains("renderer, warm JVM             nothing     1050     1000     1100      0.64      8.40\n")
                .contains("7-Zip                          file         400      400      400      0.24      3.20\n")
                .doesNotContain("renderer, native");
    }

    @Test
    void tellsWhichTargetsAreMetAndByHowMuchOthersAreMissed() {
        assertThat(BenchTable.of(SampleFigures.withNative()).lines())
                .containsSubsequence(
                        "renderer, warm JVM             at least 8.0 x zip4j, warm JVM          8.40  met",
                        "renderer, warm JVM             at least 0.6 x limit of the machine     0.64  met",
                        "renderer, native               at least 0.5 x limit of the machine     0.55  met",
                        "renderer, native, first 64 MB  at least 0.5 x limit of the machine     0.45  missed by 9 %",
                        "renderer, cold JVM             at least 1.0 x 7-Zip                    0.75  missed by 25 %");
    }

    @Test
    void wantsNothingOfANativeRendererThatDidNotTakePart() {
        assertThat(BenchTable.of(SampleFigures.onJvm()).lines().filter(line -> line.contains("at least")))
                .hasSize(3);
    }
}
