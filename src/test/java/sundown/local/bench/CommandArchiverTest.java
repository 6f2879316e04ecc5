package sundown.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("instruments")
class CommandArchiverTest {
    private static final long BYTES = 8_000_000;
    private static final Core ANY = new Core(Optional.empty());

    @TempDir
    private Path workspace;

    @Test
    void countsAllOfAProcessThatWritesAFile() throws Exception {
        assertThat(archiver(Writer.BSDTAR, archive -> work(2)).turn())
                .isLessThan(archiver(Writer.BSDTAR, archive -> work(1)).turn());
    }

    @Test
    void leavesOutWhatLoadingTakesWhereTheArchiveIsThrownAway() throws Exception {
        double toNothing = archiver(Writer.RENDERER_NATIVE, archive -> work(archive.equals(WriteOnce.LOADING) ? 4 : 5))
                .turn();

        assertThat(toNothing)
                .isGreaterThan(archiver(Writer.BSDTAR, archive -> work(5)).turn());
    }

    @Test
    void leavesNoFileBehind() throws Exception {
        CommandArchiver archiver =
                archiver(Writer.BSDTAR, archive -> Command.of("touch").with(archive));

        assertThat(archiver.turn()).isPositive();
        assertThat(workspace).isEmptyDirectory();
    }

    @Test
    void measuresTheRendererEitherWay() throws Exception {
        SampleFolder folder = SampleFolder.create(workspace.resolve("files"), BYTES);
        CommandArchiver.CommandLine renderer =
                archive -> Command.java(WriteOnce.class).with(folder.path().toString(), archive);

        double toNothing = archiver(Writer.RENDERER_NATIVE, renderer).turn();
        double toFile = archiver(Writer.RENDERER_COLD, renderer).turn();

        assertThat(toNothing).isPositive();
        assertThat(toFile).isPositive();
    }

    private static Command work(int amount) {
        return Command.of("bash", "-c", "for ((i = 0; i < " + amount + "0000; i++)); do :; done");
    }

    private CommandArchiver archiver(Writer writer, CommandArchiver.CommandLine line) throws IOException {
        return new CommandArchiver(writer, BYTES, line, workspace.resolve("archive.zip"), ANY);
    }
}
