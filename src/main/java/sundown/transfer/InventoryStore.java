package sundown.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.EventuallyConsistent;

/** Stores what galleries hold. Reads are strongly consistent, unless marked. */
public interface InventoryStore {
    /** The inventory of a user's gallery. */
    Optional<Inventory> find(UserId user);

    /**
     * Saves an inventory if the stored version is still its own (none for 0).
     *
     * @return the inventory with its new version, or nothing if another save was faster
     */
    Optional<Inventory> save(Inventory inventory);

    /**
     * The users with a count that is due at this time: at most this many, the longest waiting first.
     *
     * @param shard the shard of the users, by {@link sundown.sweep.Shards}
     */
    @EventuallyConsistent
    List<UserId> due(int shard, Instant now, int limit);
}
