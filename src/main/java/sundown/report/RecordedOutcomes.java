package sundown.report;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.edge.PlainText;
import sundown.report.ReportFiles.ReportFile;

/** The outcomes of imports and rehearsals of the last year, as people recorded them. */
public final class RecordedOutcomes {
    private static final Logger LOG = Logger.getLogger(RecordedOutcomes.class);

    private final ReportFiles files;

    public RecordedOutcomes(ReportFiles files) {
        this.files = files;
    }

    /** The newest first, and each is read when it is asked for; what cannot be read is left out. */
    public Stream<RecordedOutcome> newest(Instant now) {
        return DocumentRules.outcomes(files.list(ReportFile.OUTCOMES, DocumentRules.beforeOutcomes(now))).stream()
                .flatMap(file -> read(file).stream());
    }

    /** People put it there, so it may be anything. */
    private Optional<RecordedOutcome> read(ReportFile file) {
        try {
            return files.size(file).orElse(0) > RecordedOutcome.BYTES_MAX
                    ? Optional.empty()
                    : files.read(file).map(RecordedOutcome::read);
        } catch (IllegalArgumentException unreadable) {
            LOG.warnf("%s is left out: %s", PlainText.of(file.path()), unreadable.getMessage());
            return Optional.empty();
        }
    }
}
