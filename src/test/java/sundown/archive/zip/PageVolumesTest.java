package sundown.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's tests save a volume that is kept in the repository: it is what the writer writes today. */
class PageVolumesTest {
    private static final Path KEPT = Path.of("src/test/webui/volumes");

    @TempDir
    private Path folder;

    @Test
    void theKeptVolumeIsWhatTheWriterWrites() throws Exception {
        Path volume = folder.resolve("small.zip");

        WritePageVolumes.writeSmall(volume);

        assertThat(volume).hasSameBinaryContentAs(KEPT.resolve("small.zip"));
        assertThat(folder.resolve("small.zip.json")).hasSameTextualContentAs(KEPT.resolve("small.zip.json"));
    }
}
