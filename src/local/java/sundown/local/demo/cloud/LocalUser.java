package sundown.local.demo.cloud;

/**
 * A user of the photo cloud.
 *
 * @param region two capital letters (ISO 3166-1)
 * @param group the region group that the region belongs to
 */
public record LocalUser(String userId, String region, String group) {
    /** How many partitions a group's index has. */
    private static final int SHARDS = 16;

    /** The partition of the index by group, 1#03 for example. */
    public String groupShard() {
        return "%s#%02d".formatted(group, Math.floorMod(userId.hashCode(), SHARDS));
    }
}
