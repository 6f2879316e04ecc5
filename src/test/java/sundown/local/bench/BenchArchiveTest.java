package sundown.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("instruments")
class BenchArchiveTest {
    private static final long FEW_BYTES = 16_000_000;

    @TempDir
    private Path target;

    @TempDir
    private Path temporary;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private Path figures;

    @BeforeEach
    void chooseAFile() {
        figures = target.resolve("bench-archive.json");
    }

    @Test
    void measuresAllThatThisMachineHas() throws Exception {
        run(new BenchSettings(FEW_BYTES, 1, Optional.empty()));

        JsonNode json = JsonMapper.builder().build().readTree(figures.toFile());
        assertThat(json.get("bytes").asLong()).isEqualTo(FEW_BYTES);
        for (String writer : List.of("limit", "rendererWarm", "rendererCold", "zip4j", "sevenZip", "bsdtar")) {
            assertThat(json.at("/" + writer + "/mbPerCpuSecond/median").asDouble())
                    .as(writer)
                    .isPositive();
            assertThat(json.at("/" + writer + "/ofLimit").asDouble()).as(writer).isPositive();
            assertThat(json.at("/" + writer + "/vsZip4j").asDouble()).as(writer).isPositive();
        }
        assertThat(output.toString(UTF_8))
                .contains("The native renderer is left out: GRAALVM_HOME is not set.")
                .contains(BenchTable.HEADER);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void leavesNothingBehindWhenItFails() {
        Path failing = Path.of("/bin/false");

        assertThatIOException().isThrownBy(() -> run(new BenchSettings(FEW_BYTES, 1, Optional.of(failing))));

        assertThat(temporary).isEmptyDirectory();
        assertThat(figures).doesNotExist();
    }

    @Test
    void saysWhenThereIsNotEnoughRoom() {
        BenchSettings exabytes = new BenchSettings(Long.MAX_VALUE / 4, 1, Optional.empty());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(exabytes))
                .withMessageStartingWith("SIZE needs 4.6 EB in " + temporary);
        assertThat(temporary).isEmptyDirectory();
    }

    private void run(BenchSettings settings) throws Exception {
        BenchArchive.run(settings, temporary, figures, new PrintStream(output, true, UTF_8));
    }
}
