package sundown.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.sweep.SeveralAtOnce;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;
import sundown.transfer.Transfer.TransferMessage;

/**
 * The sweep's task for transfers: wakes parked ones, and sends the messages of stalled ones again. Several at once,
 * since a close wakes all that its group has parked, and other groups' transfers wait behind them.
 */
@Singleton
public record TransferSweep(
        TransferStore transfers, MessageQueue<TransferMessage> queue, SeveralAtOnce several, Clock clock)
        implements SweepTask {
    private static final Logger LOG = Logger.getLogger(TransferSweep.class);
    static final int TRANSFERS_PER_RUN = 100;

    @Override
    public TaskName name() {
        return TaskName.TRANSFERS;
    }

    @Override
    public int run(SweepRun run) {
        List<UserId> due = run.due(most -> transfers.listDue(run.shard(), clock.instant(), most), TRANSFERS_PER_RUN);
        return several.map(due, user -> wake(run, user)).stream().reduce(0, Integer::sum);
    }

    private int wake(SweepRun run, UserId user) {
        return run.one(user, this::wake, (failed, due) -> LOG.errorf(failed, "user %s could not be woken", due));
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
        queue.send(woken.message(Correlation.current()));
        return 1;
    }
}
