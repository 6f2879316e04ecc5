package sundown.sweep;

import io.quarkus.arc.All;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.failure.LoggableFailure;
import sundown.metrics.Fault;
import sundown.metrics.Metric;
import sundown.sweep.SweepTask.TaskName;

/** Works on a shard of a task of the sweep: processes due items, and repairs those that have stopped. */
@Singleton
public final class RunSweepTaskFunction {
    private static final Logger LOG = Logger.getLogger(RunSweepTaskFunction.class);

    /** The next message comes soon. The rest of the function's two minutes is enough for what has begun. */
    public static final Duration RUN_MAX = Duration.ofSeconds(45);

    private final QueueEdge edge;
    private final Map<TaskName, SweepTask> tasks;
    private final Clock clock;

    RunSweepTaskFunction(QueueEdge edge, @All List<SweepTask> tasks, Clock clock) {
        this.edge = edge;
        this.tasks = tasks.stream().collect(Collectors.toMap(SweepTask::name, Function.identity()));
        this.clock = clock;
    }

    /** Takes {@link SweepMessage}s. One that failed comes again when it is stale. */
    @Funq("run-sweep-task")
    public QueueEvent.Answer handle(QueueEvent event) {
        return edge.handle(event, SweepMessage::read, this::work);
    }

    private void work(SweepMessage message) {
        if (message.stale(clock.instant())) {
            LOG.infof("%s is dropped: the next sweep has sent it again", message);
            return;
        }
        SweepTask task = Optional.ofNullable(tasks.get(message.task())).orElseThrow();
        SweepRun run = new SweepRun(message.shard(), clock, RUN_MAX);
        int processed = work(task, run);
        LOG.infof("%s has processed %d", message, processed);
        Metric.SWEPT.report(processed);
        if (run.faults() > 0) {
            LOG.errorf("%s: %d failed unexpectedly", message, run.faults());
            Fault.UNEXPECTED_FAILURES.report();
            throw new Incomplete(message, run.faults());
        }
    }

    /** Ends when the task finds nothing to do: what is still listed then was processed elsewhere. */
    private static int work(SweepTask task, SweepRun run) {
        int processed = 0;
        int broken;
        int some;
        do {
            broken = run.broken();
            some = once(task, run);
            processed += some;
        } while (!run.isOver() && (some > 0 || run.broken() > broken));
        return processed;
    }

    private static int once(SweepTask task, SweepRun run) {
        try {
            return task.run(run);
        } catch (RuntimeException failed) {
            run.countFault();
            LOG.errorf(LoggableFailure.of(failed), "%s failed", task.name());
            return 0;
        }
    }

    /** The worker has done what it could, and something failed that nobody expected; the log says what. */
    private static final class Incomplete extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Incomplete(SweepMessage message, int faults) {
            super(message + ": " + faults + " failed unexpectedly", null, false, false);
        }
    }
}
