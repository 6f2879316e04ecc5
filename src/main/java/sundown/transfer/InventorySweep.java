package sundown.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;

/** The sweep's task for inventories: sends again for counts that lost their message or their worker. */
@Singleton
public record InventorySweep(InventoryStore inventories, MessageQueue<InventoryMessage> queue, Clock clock)
        implements SweepTask {
    private static final Logger LOG = Logger.getLogger(InventorySweep.class);
    private static final int COUNTS_PER_RUN = 100;

    @Override
    public TaskName name() {
        return TaskName.COUNTS;
    }

    @Override
    public int run(SweepRun run) {
        return run.each(
                run.due(most -> inventories.listDue(run.shard(), clock.instant(), most), COUNTS_PER_RUN),
                this::sendAgain,
                (failed, user) -> LOG.errorf(failed, "the count of user %s could not be sent for", user));
    }

    /** The save moves the due time, so that no other sweep sends for it. */
    private int sendAgain(UserId user) {
        return inventories
                .find(user)
                .flatMap(inventory -> InventoryRules.again(inventory, clock.instant()))
                .flatMap(inventories::save)
                .map(this::send)
                .orElse(0);
    }

    private int send(Inventory inventory) {
        queue.send(inventory.message(Correlation.current()));
        return 1;
    }
}
