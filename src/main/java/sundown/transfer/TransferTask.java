package sundown.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;
import sundown.sweep.TaskName;

/** The sweep's task for transfers: wakes parked ones, and sends the messages of stalled ones again. */
@Singleton
public final class TransferTask implements SweepTask {
    private static final Logger LOG = Logger.getLogger(TransferTask.class);
    static final int AT_ONCE = 100;

    private final TransferStore transfers;
    private final MessageQueue<NextBatch> queue;
    private final Clock clock;

    TransferTask(TransferStore transfers, MessageQueue<NextBatch> queue, Clock clock) {
        this.transfers = transfers;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public TaskName name() {
        return TaskName.TRANSFERS;
    }

    @Override
    public int run(SweepRun run) {
        return run.each(
                run.due(most -> transfers.due(run.shard(), clock.instant(), most), AT_ONCE),
                this::wake,
                (failed, user) -> LOG.errorf(failed, "user %s could not be woken", user));
    }

    /** The save moves the due time, so that no other sweep wakes it. If the message is lost, it is due again then. */
    private int wake(UserId user) {
        return transfers
                .find(user)
                .flatMap(transfer -> TransferRules.woken(transfer, clock.instant()))
                .flatMap(transfers::save)
                .map(this::send)
                .orElse(0);
    }

    private int send(Transfer woken) {
        queue.send(new NextBatch(woken, Correlation.current()));
        return 1;
    }
}
