package sundown.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchSettingsTest {
    @TempDir
    private Path home;

    @Test
    void areTwoGigabytesInFiveRoundsWithoutANativeOneWhereNothingIsSaid() {
        BenchSettings usual = new BenchSettings(2_000_000_000, 5, Optional.empty());

        assertThat(BenchSettings.of(Map.of())).isEqualTo(usual);
        assertThat(BenchSettings.of(Map.of("SIZE", "", "ROUNDS", "", "GRAALVM_HOME", "")))
                .isEqualTo(usual);
    }

    @Test
    void takeAllThatCanBeAskedFor() throws IOException {
        Path builder = Files.createDirectory(home.resolve("bin")).resolve("native-image");
        assertThat(Files.createFile(builder).toFile().setExecutable(true)).isTrue();

        assertThat(BenchSettings.of(Map.of("SIZE", "200M", "ROUNDS", "12", "GRAALVM_HOME", home.toString())))
                .isEqualTo(new BenchSettings(200_000_000, 12, Optional.of(builder)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0G", "200", "M", "-1G", "2g", "2GB", "1.5G", "10000G", "2 G", "many"})
    void refuseASizeThatIsNone(String size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchSettings.of(Map.of("SIZE", size)))
                .withMessage("SIZE must be like 200M or 2G, not " + size + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "100", "-1", "five"})
    void refuseANumberOfRoundsThatIsNone(String rounds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchSettings.of(Map.of("ROUNDS", rounds)))
                .withMessage("ROUNDS must be a number from 1 to 99, not " + rounds + ".");
    }

    @Test
    void refuseAGraalVmWithoutAnImageBuilder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchSettings.of(Map.of("GRAALVM_HOME", home.toString())))
                .withMessage("GRAALVM_HOME must have bin/native-image, and " + home + " has not.");
    }
}
