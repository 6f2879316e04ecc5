package sundown.sweep;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import sundown.account.UserId;

/**
 * A user with a row that waits in a shard.
 *
 * @param shard one of {@link Shards}, or of those that its table adds to them
 * @param at when the sweep wakes or checks it
 */
public record Wake(int shard, Instant at, UserId user) {
    /** Always nine decimal places, so that the texts sort by time. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    /** A time as the index has it. */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    /**
     * The shards of what waits for a time, by key. One key of an index takes only the writes of one partition, 1,000 a
     * second, and would throttle its table.
     */
    public static final class Shards {
        public static final int COUNT = 8;

        private Shards() {}

        /** The shard of a row with this key. */
        public static int of(String key) {
            return Math.floorMod(key.hashCode(), COUNT);
        }
    }
}
