package sundown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.edge.Json;
import sundown.readiness.Readiness;
import sundown.readiness.Readiness.Check;
import sundown.readiness.Readiness.Outcome;

class PreflightTest {
    private static final Check PASSED = new Check("regions", Outcome.pass("Every region has its group."));
    private static final Check ODD = new Check("schedules", Outcome.warn("could not be read here", "Look there."));
    private static final Check FAILED = new Check("trail", Outcome.fail("It is off.", "Turn it on."));

    @TempDir
    private Path folder;

    @Test
    void showsEachCheckAndWhatToDo() throws IOException {
        CommandLineRun run = preflight(PASSED, ODD, FAILED);
        assertThat(run.out())
                .containsExactly(
                        "ok    regions    Every region has its group.",
                        "look  schedules  could not be read here",
                        "                 -> Look there.",
                        "FAIL  trail      It is off.",
                        "                 -> Turn it on.",
                        "3 checks at 2022-11-20T00:00:00Z: 1 fails.");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void endsWellWhereNoCheckFails() throws IOException {
        CommandLineRun run = preflight(PASSED, ODD);
        assertThat(run.out().getLast()).isEqualTo("2 checks at 2022-11-20T00:00:00Z: none fails.");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void refusesAnotherFile() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{\"type\": \"urn:sundown:problem:fault\"}");
        CommandLineRun run = CommandLineRun.of("preflight", other.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).singleElement().asString().contains("is no answer of check-readiness: at is missing");
    }

    @Test
    void saysThatAFileIsMissing() {
        Path missing = folder.resolve("missing.json");
        CommandLineRun run = CommandLineRun.of("preflight", missing.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).containsExactly(missing + " is not there.");
    }

    private CommandLineRun preflight(Check... checks) throws IOException {
        Readiness readiness = new Readiness(Instant.parse("2022-11-20T00:00:00Z"), List.of(checks));
        Path file = folder.resolve("answer.json");
        Files.writeString(file, Json.write(readiness));
        return CommandLineRun.of("preflight", file.toString());
    }
}
