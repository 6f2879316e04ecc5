package sundown.closing;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sundown.timeline.GroupId;

/**
 * How a group's close goes: one row, changed only as a whole and only when nobody else changed it since it was read.
 *
 * @param close the close that it is of; should the group have another by now, this says nothing of it
 * @param shards those that are being walked or have been
 * @param drainedAt when it was found that nothing runs any more
 * @param version counts up with each save; 0 before the first
 */
public record Closing(
        GroupId group, Instant close, Map<Integer, ShardState> shards, Optional<Instant> drainedAt, long version) {
    public Closing {
        shards = Map.copyOf(shards);
    }

    /** The users of all shards that have been walked. */
    public Census census() {
        return shards.values().stream()
                .filter(ShardState.Walked.class::isInstance)
                .map(shard -> ((ShardState.Walked) shard).census())
                .reduce(Census.NOBODY, Census::plus);
    }

    /** The same with other shards. */
    Closing with(Map<Integer, ShardState> next) {
        return new Closing(group, close, next, drainedAt, version);
    }

    /** The same, drained. */
    Closing drained(Instant now) {
        return new Closing(group, close, shards, Optional.of(now), version);
    }

    /** The same as the store holds it after one more save. */
    public Closing saved() {
        return new Closing(group, close, shards, drainedAt, version + 1);
    }
}
