package sundown.sweep;

import io.quarkus.arc.All;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.edge.ScheduledEvent;

/** Runs the sweep tasks every minute: they wake what is due and repair what has stopped. */
@Singleton
public final class SweepFunction {
    private static final Logger LOG = Logger.getLogger(SweepFunction.class);

    /** The rest of the function's 50 seconds is enough to run each task once more; the next sweep comes soon. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final List<SweepTask> tasks;
    private final Clock clock;

    /** Runs these tasks. */
    public SweepFunction(@All List<SweepTask> tasks, Clock clock) {
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Runs all tasks. */
    @Funq("sweep")
    public void handle(ScheduledEvent event) {
        Correlation.from(event.eventId()).run(this::sweep);
    }

    /** Ends when no task finds anything to do: what is still listed then was processed elsewhere. */
    private void sweep() {
        Instant end = clock.instant().plus(LONGEST);
        int total = 0;
        int processed;
        do {
            processed = tasks.stream().mapToInt(SweepTask::run).sum();
            total += processed;
        } while (processed > 0 && clock.instant().isBefore(end));
        LOG.infof("processed %d", total);
    }
}
