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

/** Runs every minute: wakes what is parked and whose time has come, and looks after what has not been heard of. */
@Singleton
public final class SweepFunction {
    private static final Logger LOG = Logger.getLogger(SweepFunction.class);

    /** What is then left of the function's 50 seconds is enough for each round once more; the next sweep comes soon. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final List<SweepTask> rounds;
    private final Clock clock;

    /** Runs these rounds. */
    public SweepFunction(@All List<SweepTask> rounds, Clock clock) {
        this.rounds = rounds;
        this.clock = clock;
    }

    /** Sees to all that is due. */
    @Funq("sweep")
    public void handle(ScheduledEvent event) {
        Correlation.from(event.eventId()).run(this::sweep);
    }

    /** Ends when no round finds anything to do: what is still listed then has been seen to by somebody else. */
    private void sweep() {
        Instant end = clock.instant().plus(LONGEST);
        int total = 0;
        int seenTo;
        do {
            seenTo = rounds.stream().mapToInt(SweepTask::run).sum();
            total += seenTo;
        } while (seenTo > 0 && clock.instant().isBefore(end));
        LOG.infof("saw to %d", total);
    }
}
