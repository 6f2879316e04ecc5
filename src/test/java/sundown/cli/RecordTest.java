package sundown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.aws.s3.S3ReportFiles;
import sundown.report.RecordedOutcome;
import sundown.report.ReportFiles.ReportFile;

@ExtendWith(AwsStackExtension.class)
class RecordTest {
    private static final RecordedOutcome OUTCOME =
            RecordedOutcome.read("{\"kind\":\"import\",\"at\":\"2026-11-20T10:00:00Z\",\"outcome\":\"pass\","
                    + "\"found\":[\"No row is refused.\"],\"figures\":{\"accounts\":10}}");

    @TempDir
    private Path folder;

    private final AwsStack stack;
    private final String name;
    private final S3ReportFiles files;

    RecordTest(AwsStack stack) {
        this.stack = stack;
        this.name = stack.name("GROUPS_TABLE").replace("-groups", "");
        this.files = new S3ReportFiles(stack.clients().s3(), stack.name("AUDIT_BUCKET"));
    }

    @Test
    void recordsAnOutcomeOnce() throws Exception {
        Path file = Files.writeString(folder.resolve("outcome.json"), OUTCOME.write() + "\n");

        assertThat(record(file)).endsWith("Recorded: the import of 2026-11-20T10:00:00Z, pass.", "0");
        assertThat(record(file)).endsWith("Recorded before: the import of 2026-11-20T10:00:00Z, pass.", "0");
        assertThat(files.read(ReportFile.of(OUTCOME))).contains(OUTCOME.write());
    }

    @Test
    void refusesWhatCannotBeRecorded() throws Exception {
        Path file = folder.resolve("outcome.json");
        Files.writeString(file, OUTCOME.write().replace("2026", "2126"));
        assertThat(record(file)).endsWith(file + " cannot be recorded: at is in the future.", "2");
        Files.writeString(file, "{}");
        assertThat(record(file)).endsWith(file + " cannot be recorded: kind is missing.", "2");
        Files.writeString(file, " ".repeat(RecordedOutcome.BYTES_MAX + 1));
        assertThat(record(file)).endsWith(file + " has more than 65,536 bytes.", "2");
    }

    @Test
    void saysThatThereIsNoSuchStack() throws Exception {
        Path file = Files.writeString(folder.resolve("outcome.json"), OUTCOME.write());

        assertThat(CommandLineRun.on(stack, "record", file.toString(), "--stack", "other"))
                .endsWith("There is no audit bucket of other.", "2");
    }

    private List<String> record(Path file) throws IOException, InterruptedException {
        return CommandLineRun.on(stack, "record", file.toString(), "--stack", name);
    }
}
