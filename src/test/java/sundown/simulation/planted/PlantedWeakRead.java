package sundown.simulation.planted;

import com.google.common.collect.ImmutableSet;
import java.util.Set;
import sundown.hold.HoldStore;
import sundown.purge.KillSwitch;
import sundown.purge.PurgeStore;
import sundown.refund.CancellationLedger;
import sundown.simulation.run.Plant;
import sundown.transfer.TransferStore;

/**
 * Reads that must be strongly consistent, and miss changes of the last minute. Most other strong reads end in a
 * conditional write, which fails then: those of fees and archives, for example.
 */
public enum PlantedWeakRead implements Plant {
    HOLDS(HoldStore.class, "find", "findAll", "changes"),
    THE_KILL_SWITCH(KillSwitch.class, "position", "stopped"),
    CANCELLATIONS(CancellationLedger.class, "find"),
    PURGES(PurgeStore.class, "find"),
    TRANSFERS(TransferStore.class, "find");

    private final Class<?> port;
    private final ImmutableSet<String> reads;

    PlantedWeakRead(Class<?> port, String... reads) {
        this.port = port;
        this.reads = ImmutableSet.copyOf(reads);
    }

    @Override
    public Set<String> weakReads(Class<?> asked) {
        return asked.equals(port) ? reads : Set.of();
    }
}
