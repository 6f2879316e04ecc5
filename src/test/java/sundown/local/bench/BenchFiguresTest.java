package sundown.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchFiguresTest {
    @Test
    void areOneJsonObjectAWriter() {
        Map<String, Object> json = SampleFigures.onJvm().json();

        assertThat(json)
                .containsOnlyKeys(
                        "bytes",
                        "files",
                        "rounds",
                        "limit",
                        "rendererWarm",
                        "zip4j",
                        "rendererCold",
                        "sevenZip",
                        "bsdtar")
                .containsEntry("bytes", 2_000_000_000L)
                .containsEntry("files", 250)
                .containsEntry("rounds", 3)
                .containsEntry(
                        "rendererWarm",
                        Map.of(
                                "mbPerCpuSecond",
                                Map.of("median", 1050.0, "min", 1000.0, "max", 1100.0),
                                "ofLimit",
                                0.64,
                                "vsZip4j",
                                8.4));
    }

    @Test
    void holdTheNativeRendererWhereItTookPart() {
        assertThat(SampleFigures.withNative().json())
                .containsKeys("rendererNative", "rendererNativeFirst", "rendererNativeFile");
    }
}
