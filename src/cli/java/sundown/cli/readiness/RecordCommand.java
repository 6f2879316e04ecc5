package sundown.cli.readiness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import sundown.aws.s3.S3AuditFiles;
import sundown.cli.decommission.StackBuckets;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.report.RecordedOutcome;
import sundown.report.ReportFiles.ReportFile;

/**
 * {@code sundown record}: keeps what came of an import or a rehearsal in the audit bucket of a stack, where the console
 * shows it beside the runs of the checks. AWS's own variables say where the stack is: AWS_REGION, AWS_ENDPOINT_URL, and
 * those of credentials.
 */
@Command(
        name = "record",
        description = "Record what came of an import or a rehearsal, for the page Readiness of the console.",
        customSynopsis = "sundown record FILE --stack STACK",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is recorded", "2:the file is none that can be recorded, or the stack cannot be reached"})
public final class RecordCommand implements Callable<Integer> {
    /** The clocks of two machines differ. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    @Parameters(
            paramLabel = "FILE",
            description = "outcome.json of an import's folder, or target/rehearsal.json of a rehearsal")
    private Path file;

    @Option(names = "--stack", required = true, paramLabel = "STACK", description = "the name of the stack")
    private String stack;

    @Spec
    private CommandSpec spec;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws IOException {
        RecordedOutcome outcome = read();
        boolean isNew = put(outcome);
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: the %s of %s, %s.%n",
                        isNew ? "Recorded" : "Recorded before", outcome.kind(), outcome.at(), outcome.outcome());
        return 0;
    }

    private RecordedOutcome read() throws IOException {
        if (Files.size(file) > RecordedOutcome.BYTES_MAX) {
            throw new IllegalArgumentException(
                    "%s has more than %,d bytes.".formatted(file, RecordedOutcome.BYTES_MAX));
        }
        try {
            RecordedOutcome outcome = RecordedOutcome.read(Files.readString(file));
            if (Instant.parse(outcome.at()).isAfter(clock.instant().plus(SKEW))) {
                throw new IllegalArgumentException("at is in the future");
            }
            return outcome;
        } catch (IllegalArgumentException other) {
            throw new IllegalArgumentException(file + " cannot be recorded: " + other.getMessage() + ".", other);
        }
    }

    /** False when it is there already. */
    private boolean put(RecordedOutcome outcome) throws IOException {
        try (S3Client s3 =
                S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
            String bucket = StackBuckets.find(s3, stack, "audit")
                    .orElseThrow(() -> new IllegalArgumentException("There is no audit bucket of " + stack + "."));
            return new S3AuditFiles(s3, bucket)
                    .putIfAbsent(
                            new ObjectKey(ReportFile.of(outcome).path()),
                            outcome.write().getBytes(StandardCharsets.UTF_8));
        } catch (SdkException | PermanentFailure | RetryableFailure failed) {
            throw new IOException("The stack " + stack + " cannot be reached: " + failed.getMessage(), failed);
        }
    }
}
