package sundown.report;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.edge.OperatorForm;
import sundown.edge.OperatorQuery;
import sundown.edge.PlainText;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.edge.WrongPart;
import sundown.operator.Access;
import sundown.report.ReportFiles.ReportFile;

/**
 * Reads a document of the audit bucket, up to 1 MiB: an operator's call, {@code {"key"}}. Or lists the runs of the
 * readiness checks of the last 90 days, the 200 newest at most, and what came of imports and rehearsals of the last
 * year, the 20 newest: {@code {"list": "readiness/"}}. It changes nothing.
 */
@Singleton
public record GetDocument(ReportFiles files, Clock clock) implements OperatorQuery<GetDocument.Call> {
    private static final OperatorForm<Call> FORM = OperatorForm.of("get-document", Access.reading(), Call.class);
    private static final Logger LOG = Logger.getLogger(GetDocument.class);
    private static final String RUNS = "readiness/";

    @RegisterForReflection
    record Call(Optional<String> key, Optional<String> list) {
        Call {
            WrongPart.require(key.isPresent() != list.isPresent(), "key", "is to be named, or else a list");
            key.ifPresent(DocumentRules::file);
            WrongPart.require(list.map(RUNS::equals).orElse(true), "list", "is not " + RUNS);
        }
    }

    @Override
    public OperatorForm<Call> form() {
        return FORM;
    }

    /** Answers with a {@link Document}, or with {@link Documents}. */
    @Override
    public Object answer(Call call) {
        return call.key().<Object>map(key -> document(DocumentRules.file(key))).orElseGet(this::runs);
    }

    private Document document(ReportFile file) {
        long bytes = files.size(file).orElseThrow(() -> missing(file));
        if (bytes > DocumentRules.DOCUMENT_BYTES_MAX) {
            throw Problem.of(
                    ProblemType.DOCUMENT_TOO_LARGE,
                    "It has %,d bytes, and up to %,d are answered. Copy it: aws s3 cp 's3://<audit bucket>/%s' ."
                            .formatted(bytes, DocumentRules.DOCUMENT_BYTES_MAX, file.path()));
        }
        return new Document(file.path(), files.read(file).orElseThrow(() -> missing(file)));
    }

    private static Problem missing(ReportFile file) {
        return Problem.of(ProblemType.NO_DOCUMENT, "The audit bucket has no " + file.path() + ".");
    }

    private Documents runs() {
        Instant now = clock.instant();
        return new Documents(
                DocumentRules.runs(files.list(RUNS, DocumentRules.beforeHistory(now))),
                listOutcomes(files, now).toList());
    }

    /**
     * The outcomes of the last year, the newest first; each is read when it is asked for. Leaves unreadable ones out.
     */
    public static Stream<RecordedOutcome> listOutcomes(ReportFiles files, Instant now) {
        return DocumentRules.outcomes(files.list(ReportFile.OUTCOMES, DocumentRules.beforeOutcomes(now))).stream()
                .flatMap(file -> readOutcome(files, file).stream());
    }

    /** People put it there, so it may be anything. */
    private static Optional<RecordedOutcome> readOutcome(ReportFiles files, ReportFile file) {
        try {
            return files.size(file).orElse(0) > RecordedOutcome.BYTES_MAX
                    ? Optional.empty()
                    : files.read(file).map(RecordedOutcome::read);
        } catch (IllegalArgumentException unreadable) {
            LOG.warnf("%s is left out: %s", PlainText.of(file.path()), unreadable.getMessage());
            return Optional.empty();
        }
    }

    /** A document, for the operator. */
    @RegisterForReflection
    public record Document(String key, String text) {}

    /**
     * Keys of documents, for the operator, the newest first.
     *
     * @param outcomes of imports and rehearsals, the newest first
     */
    @RegisterForReflection
    public record Documents(List<String> keys, List<RecordedOutcome> outcomes) {}
}
