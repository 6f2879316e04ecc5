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
import sundown.failure.LoggableFailure;

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

    /**
     * Runs all tasks; one that fails delays no other.
     *
     * @throws Incomplete when something failed that nobody expected, after all else is done
     */
    @Funq("sweep")
    public void handle(ScheduledEvent event) {
        Correlation.from(event.eventId()).run(this::sweep);
    }

    /** Ends when no task finds anything to do: what is still listed then was processed elsewhere. */
    private void sweep() {
        Instant end = clock.instant().plus(LONGEST);
        List<Turn> turns = tasks.stream().map(Turn::new).toList();
        int moved;
        do {
            moved = turns.stream().mapToInt(Turn::run).sum();
        } while (moved > 0 && clock.instant().isBefore(end));
        LOG.infof(
                "processed %d", turns.stream().mapToInt(turn -> turn.processed).sum());
        int faults = turns.stream().mapToInt(turn -> turn.run.faults()).sum();
        if (faults > 0) {
            LOG.errorf("%d failed unexpectedly", faults);
            throw new Incomplete(faults);
        }
    }

    /** A task, and how far it has come in this run. */
    private static final class Turn {
        private final SweepTask task;
        private final SweepRun run = new SweepRun();
        private int processed;

        private Turn(SweepTask task) {
            this.task = task;
        }

        /** Runs the task once more; returns 0 if it would find nothing new. After broken items there may be others. */
        private int run() {
            int before = processed + run.broken();
            try {
                processed += task.run(run);
            } catch (RuntimeException failed) {
                run.countFault();
                LOG.errorf(
                        LoggableFailure.of(failed), "%s failed", task.getClass().getSimpleName());
            }
            return processed + run.broken() - before;
        }
    }

    /** The sweep has done what it could, and something failed that nobody expected; the log says what. */
    public static final class Incomplete extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Incomplete(int faults) {
            super(faults + " failed unexpectedly", null, false, false);
        }
    }
}
