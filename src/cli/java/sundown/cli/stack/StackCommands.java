package sundown.cli.stack;

import com.google.common.base.Strings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import sundown.aws.s3.S3AuditFiles;
import sundown.cli.Output;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.readiness.Readiness;
import sundown.readiness.Readiness.Check;
import sundown.readiness.Readiness.Outcome;
import sundown.report.RecordedOutcome;
import sundown.report.ReportFiles.ReportFile;
import sundown.timeline.TimelineDocument;

/**
 * What operators ask about a stack before its first opening and after its last certificate. AWS's own variables say
 * where the stack is: AWS_REGION, AWS_ENDPOINT_URL, and those of credentials.
 */
public final class StackCommands {
    /** The clocks of two machines differ. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private StackCommands() {}

    @Command(
            name = "preflight",
            description = "Show what check-readiness found, and what to do. make preflight calls it, too.",
            customSynopsis = "sundown preflight FILE",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:no check fails", "1:a check fails", "2:the file cannot be read"})
    static int preflight(
            @Mixin Output output,
            @Parameters(paramLabel = "FILE", description = "the answer, or readiness/latest.json of the audit bucket")
                    Path file)
            throws IOException {
        Readiness readiness = readiness(file);
        PrintWriter out = output.out();
        int width = readiness.checks().stream()
                .mapToInt(check -> check.name().length())
                .max()
                .orElse(0);
        readiness.checks().forEach(check -> print(out, width, check));
        int failed = readiness.failed().size();
        String verdict = failed == 0 ? "none fails" : failed == 1 ? "1 fails" : failed + " fail";
        out.printf("%d checks at %s: %s.%n", readiness.checks().size(), readiness.at(), verdict);
        return failed == 0 ? 0 : 1;
    }

    private static Readiness readiness(Path file) throws IOException {
        try {
            return Json.read(Files.readString(file), Readiness.class);
        } catch (IllegalArgumentException other) {
            throw new IllegalArgumentException(file + " is no answer of check-readiness: " + other.getMessage(), other);
        }
    }

    private static void print(PrintWriter out, int width, Check check) {
        Outcome outcome = check.outcome();
        String result =
                switch (outcome.result()) {
                    case PASS -> "ok";
                    case WARN -> "look";
                    case FAIL -> "FAIL";
                };
        out.println("%-4s  %s  %s".formatted(result, Strings.padEnd(check.name(), width, ' '), outcome.found()));
        outcome.remedy().ifPresent(remedy -> out.println(" ".repeat(width + 8) + "-> " + remedy));
    }

    @Command(
            name = "guards",
            description = "Print until when S3 guards each group, as parameters of the template, of a draft timeline.",
            customSynopsis = "sundown guards FILE",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:the parameters are printed", "2:the file is no timeline"})
    static int guards(
            @Mixin Output output,
            @Parameters(paramLabel = "FILE", description = "the timeline that is or will be published") Path file)
            throws IOException {
        TimelineDocument.read(Files.readString(file))
                .groups()
                .forEach(group -> output.out()
                        .printf("Group%sClose=%s%n", group.id(), group.dates().close()));
        return 0;
    }

    /** The console shows it beside the runs of the checks. */
    @Command(
            name = "record",
            description = "Record what came of an import or a rehearsal, for the page Readiness of the console.",
            customSynopsis = "sundown record FILE --stack STACK",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:it is recorded",
                "2:the file is none that can be recorded, or the stack cannot be reached"
            })
    static int record(
            @Mixin Output output,
            @Parameters(
                            paramLabel = "FILE",
                            description = "outcome.json of an import's folder, or target/rehearsal.json of a rehearsal")
                    Path file,
            @Option(names = "--stack", required = true, paramLabel = "STACK", description = "the name of the stack")
                    String stack)
            throws IOException {
        RecordedOutcome outcome = outcome(file);
        boolean isNew = put(stack, outcome);
        output.out()
                .printf(
                        "%s: the %s of %s, %s.%n",
                        isNew ? "Recorded" : "Recorded before", outcome.kind(), outcome.at(), outcome.outcome());
        return 0;
    }

    private static RecordedOutcome outcome(Path file) throws IOException {
        if (Files.size(file) > RecordedOutcome.BYTES_MAX) {
            throw new IllegalArgumentException(
                    "%s has more than %,d bytes.".formatted(file, RecordedOutcome.BYTES_MAX));
        }
        try {
            RecordedOutcome outcome = RecordedOutcome.read(Files.readString(file));
            if (Instant.parse(outcome.at()).isAfter(Clock.systemUTC().instant().plus(SKEW))) {
                throw new IllegalArgumentException("at is in the future");
            }
            return outcome;
        } catch (IllegalArgumentException other) {
            throw new IllegalArgumentException(file + " cannot be recorded: " + other.getMessage() + ".", other);
        }
    }

    /** False when it is there already. */
    private static boolean put(String stack, RecordedOutcome outcome) throws IOException {
        try (S3Client s3 =
                S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
            String bucket = bucket(s3, stack, "audit")
                    .orElseThrow(() -> new IllegalArgumentException("There is no audit bucket of " + stack + "."));
            return new S3AuditFiles(s3, bucket)
                    .putIfAbsent(
                            new ObjectKey(ReportFile.of(outcome).path()),
                            outcome.write().getBytes(StandardCharsets.UTF_8));
        } catch (SdkException | PermanentFailure | RetryableFailure failed) {
            throw new IOException("The stack " + stack + " cannot be reached: " + failed.getMessage(), failed);
        }
    }

    /** The name of a bucket, if the stack has it. Names end in the account and the region, which callers leave out. */
    static Optional<String> bucket(S3Client s3, String stack, String kind) {
        Pattern form = Pattern.compile(Pattern.quote(stack + "-" + kind) + "-\\d{12}-.+");
        return s3.listBuckets().buckets().stream()
                .map(Bucket::name)
                .filter(name -> form.matcher(name).matches())
                .findFirst();
    }

    /** It only reads. */
    @Command(
            name = "decommission",
            description = "List what remains of a stack when every group is certified, in the order in which it goes.",
            customSynopsis = "sundown decommission STACK",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:the list is printed", "2:a group is not certified, or the stack cannot be read"})
    static int decommission(
            @Mixin Output output, @Parameters(paramLabel = "STACK", description = "the name of the stack") String stack)
            throws IOException {
        try (DynamoDbClient dynamoDb = DynamoDbClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
                S3Client s3 = S3Client.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
                SchedulerClient scheduler = SchedulerClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            new StackReader(stack, dynamoDb, s3, scheduler, Clock.systemUTC())
                    .remains()
                    .lines()
                    .forEach(output.out()::println);
        } catch (SdkException | PermanentFailure | RetryableFailure failed) {
            throw new IOException("The stack " + stack + " cannot be read: " + failed.getMessage(), failed);
        }
        return 0;
    }
}
