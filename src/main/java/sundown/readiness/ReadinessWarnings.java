package sundown.readiness;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.failure.LoggableFailure;
import sundown.timeline.OpeningWarnings;
import sundown.timeline.Timeline;

/** Warns by the latest run of the checks. One that cannot be read counts as none. */
@Singleton
record ReadinessWarnings(ReadinessHistory history) implements OpeningWarnings {
    private static final Logger LOG = Logger.getLogger(ReadinessWarnings.class);

    @Override
    public List<String> list(Timeline timeline, Instant now) {
        return OpeningRules.warnings(timeline, latest(), now);
    }

    private Optional<Readiness> latest() {
        try {
            return history.latest();
        } catch (RuntimeException unreadable) {
            LOG.warnf(LoggableFailure.of(unreadable), "the latest readiness cannot be read");
            return Optional.empty();
        }
    }
}
