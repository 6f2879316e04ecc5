package sundown.sweep;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvents;
import sundown.sweep.SweepFunction.ScheduledEvent;
import sundown.sweep.SweepTask.TaskName;

/** Whole sweeps, in which workers follow at once. */
public final class Sweeps {
    private static final Duration LONG = Duration.ofDays(1);

    private Sweeps() {}

    /** A run of the first shard that has time enough. */
    public static SweepRun run(Clock clock) {
        return new SweepRun(0, clock, LONG);
    }

    /** The sweep that sends to this queue. */
    public static SweepFunction function(MessageQueue<SweepMessage> queue, Clock clock) {
        return new SweepFunction(queue, clock);
    }

    /** A worker on these tasks. */
    public static RunSweepTaskFunction worker(List<SweepTask> tasks, Clock clock) {
        return new RunSweepTaskFunction(new QueueEdge(), tasks, clock);
    }

    /**
     * A sweep of these tasks alone.
     *
     * @throws IllegalStateException when something failed that nobody expected, after all else is done
     */
    public static void sweep(List<SweepTask> tasks, Clock clock) {
        List<SweepMessage> messages = new ArrayList<>();
        function((sent, delay) -> messages.addAll(sent), clock).handle(new ScheduledEvent("sweep-1"));
        RunSweepTaskFunction worker = worker(tasks, clock);
        Set<TaskName> names = tasks.stream().map(SweepTask::name).collect(Collectors.toSet());
        long failed = messages.stream()
                .filter(message -> names.contains(message.task()))
                .map(message -> worker.handle(QueueEvents.of(message.write())))
                .filter(answer -> !answer.batchItemFailures().isEmpty())
                .count();
        if (failed > 0) {
            throw new IllegalStateException(failed + " of its messages failed unexpectedly");
        }
    }
}
