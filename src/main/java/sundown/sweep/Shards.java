package sundown.sweep;

/**
 * The shards of what waits for a time, by key. One key of an index takes only the writes of one partition, 1,000 a
 * second, and would throttle its table.
 */
public final class Shards {
    public static final int COUNT = 8;

    private Shards() {}

    /** The shard of a row with this key. */
    public static int of(String key) {
        return Math.floorMod(key.hashCode(), COUNT);
    }
}
