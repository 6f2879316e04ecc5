package sundown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardsCommandTest {
    private static final Path SAMPLE = Path.of("infra", "timeline.json");

    @TempDir
    private Path folder;

    @Test
    void printsTheParametersOfADraft() throws IOException {
        CommandLineRun run = CommandLineRun.of("guards", SAMPLE.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsExactly(
                        "Group1Close=2023-05-31T18:30:00Z",
                        "Group2Close=2023-07-01T07:00:00Z",
                        "Group3Close=2023-08-01T11:00:00Z");
        assertThat(Files.readString(Path.of("samconfig.toml"))).contains(run.out());
    }

    @Test
    void refusesADocumentThatIsNoTimeline() throws IOException {
        Path draft = Files.writeString(
                folder.resolve("draft.json"), Files.readString(SAMPLE).replace("2023-05-31", "2023-02-29"));
        CommandLineRun run = CommandLineRun.of("guards", draft.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).containsExactly("groups[0].close is neither a local date of ISO 8601 nor an instant");
    }
}
