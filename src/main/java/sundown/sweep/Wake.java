package sundown.sweep;

import java.time.Instant;
import sundown.account.UserId;

/**
 * A user whose row waits in a shard.
 *
 * @param shard one of {@link Shards}, or of those that its table adds to them
 * @param at when the sweep wakes or checks it
 */
public record Wake(int shard, Instant at, UserId user) {}
