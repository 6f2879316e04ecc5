package sundown.readiness;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.edge.Json;
import sundown.failure.LoggableFailure;
import sundown.report.ReportFiles;
import sundown.report.ReportFiles.ReportFile;
import sundown.timeline.PublicationListener;
import sundown.timeline.Timeline;

/**
 * The runs so far, each a file {@code readiness/<instant>.json} that stays, and the latest as {@code latest.json}, by
 * which it warns of openings.
 */
@Singleton
record ReadinessHistory(ReportFiles files) implements PublicationListener {
    private static final Logger LOG = Logger.getLogger(ReadinessHistory.class);

    /** Keeps a run. */
    void add(Readiness readiness) {
        String document = Json.write(readiness);
        files.write(ReportFile.readiness(readiness.at()), document);
        files.write(ReportFile.latestReadiness(), document);
    }

    @Override
    public List<String> warnings(Timeline timeline, Instant now) {
        return OpeningRules.warnings(timeline, latest(), now);
    }

    /** Returns the latest run; a run that cannot be read counts as none. */
    Optional<Readiness> latest() {
        try {
            return files.read(ReportFile.latestReadiness()).map(text -> Json.read(text, Readiness.class));
        } catch (RuntimeException unreadable) {
            LOG.warnf(LoggableFailure.of(unreadable), "the latest readiness cannot be read");
            return Optional.empty();
        }
    }
}
