package sundown.simulation.cloud;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.edge.InMemoryQueue;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEvent;
import sundown.simulation.invariant.WaitingFees;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Invocations;
import sundown.simulation.run.Run;
import sundown.simulation.run.Runs;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;
import sundown.simulation.run.WorldTime;
import sundown.sweep.RunSweepTaskFunction;
import sundown.sweep.SweepFunction;
import sundown.sweep.SweepFunction.ScheduledEvent;
import sundown.sweep.SweepMessage;
import sundown.sweep.SweepTask.TaskName;
import sundown.sweep.Sweeps;

/** The sweep of all and its workers, and what must hold after them. */
public final class Sweep {
    /** Nothing keeps sweeps and workers apart. */
    public static final String AT_ONCE = "sweeps at once";

    /** A message was received after the next one had been sent. */
    public static final String LATE = "messages of sweeps that came late";

    /** So many times as long as a sweep has messages; so some of half of the sweeps stay in the queue for a while. */
    private static final int LEAVES = 60;

    private final Cloud cloud;
    private final Surroundings around;
    private final WorldTime time;
    private final Invocations invocations;
    private final Runs runs;
    private final InMemoryQueue<SweepMessage> queue;
    private final SweepFunction sweep;
    private final RunSweepTaskFunction task;
    private final Workers workers;

    /** The queue of the sweep. */
    public interface Queue extends MessageQueue<SweepMessage> {}

    Sweep(Cloud cloud, Invocations invocations, Surroundings around) {
        this.cloud = cloud;
        this.around = around;
        this.time = around.time();
        this.invocations = invocations;
        this.runs = around.runs();
        this.queue = around.queue(FunctionName.RUN_SWEEP_TASK);
        MessageQueue<SweepMessage> lossy = around.sender("SweepQueue", queue);
        Queue ofSomebody =
                (all, delay) -> lossy.send(all.stream().filter(this::hasRows).toList(), delay);
        this.sweep = Sweeps.function(around.plant().in(Queue.class, ofSomebody), around.clock());
        this.task = Sweeps.worker(
                List.of(
                        cloud.transfers.functions.round(),
                        cloud.transfers.functions.countRound(),
                        cloud.archives.functions.round(),
                        cloud.memberships.functions.end(),
                        cloud.memberships.functions.dates(),
                        cloud.refunds.functions.round(),
                        cloud.refunds.functions.cancellationRound(),
                        cloud.advances.functions.round(),
                        cloud.advances.functions.follower(),
                        cloud.closing.functions.closes(),
                        cloud.mails.functions.sweep(),
                        cloud.purges.planFunctions.sweep(),
                        cloud.purges.deletionFunctions.round()),
                around.clock());
        this.workers = new Workers(FunctionName.RUN_SWEEP_TASK, queue, this::work, around, invocations);
    }

    /** Sends for all tasks, and lets workers take what they find; sometimes they leave something. */
    void run() {
        if (runs.areUnderWay(FunctionName.RUN_SWEEP_TASK)) {
            around.count(AT_ONCE);
        }
        invocations.of(FunctionName.SWEEP, Optional.empty(), this::send);
        while (!around.troubles().sweepLeft(LEAVES) && workers.deliver() > 0) {}
    }

    /** Lets a worker take a message, if there is one, and says how many. */
    int deliver() {
        return workers.deliver();
    }

    private boolean send() {
        return invocations.orFail(
                () -> {
                    sweep.handle(new ScheduledEvent("sweep"));
                    return true;
                },
                false);
    }

    /** The few people of a world have rows in few shards. In the others a worker reads that nothing is due. */
    private boolean hasRows(SweepMessage message) {
        int shard = message.shard();
        return switch (message.task()) {
            case TRANSFERS ->
                !cloud.transfers.rows.listDue(shard, Instant.MAX, 1).isEmpty();
            case COUNTS ->
                !cloud.transfers.inventories.listDue(shard, Instant.MAX, 1).isEmpty();
            case ARCHIVES -> !cloud.archives.rows.listDue(shard, Instant.MAX, 1).isEmpty();
            case MEMBERSHIPS,
                    REFUNDS,
                    CANCELLATIONS,
                    REFUND_DATES,
                    MILESTONES,
                    SCHEDULES,
                    CLOSES,
                    PLANS,
                    PURGES,
                    MAILS -> true;
        };
    }

    private QueueEvent.Answer work(QueueEvent event) {
        Run run = runs.current();
        SweepMessage message = SweepMessage.read(event.records().getFirst().body());
        boolean feesLate = cloud.mishaps.calmSince().isBefore(run.began()) && cloud.advances.feesAreLate(run.began());
        boolean late = !run.beganOnItsClock().isBefore(message.at().plus(SweepMessage.PERIOD));
        QueueEvent.Answer answer = task.handle(event);
        if (late) {
            around.count(LATE);
        } else if (message.task() == TaskName.REFUNDS && !run.mayFail() && hadTime(run)) {
            cloud.refundEndings().checkSwept(run);
            cloud.advances.checkFees();
        } else if (message.task() == TaskName.REFUND_DATES && !run.mayFail() && hadTime(run)) {
            Violation.unless(!feesLate || run.rang(), WaitingFees.ALARM, run);
            if (run.rang()) {
                around.count("alarms of late fees");
            }
        }
        return answer;
    }

    /** What a slow call leaves is for the next sweep. */
    private boolean hadTime(Run run) {
        return time.now().isBefore(run.began().plus(RunSweepTaskFunction.RUN_MAX));
    }
}
