package sundown.local.demo.cloud;

import java.util.List;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.timeline.GroupId;

/**
 * A user of the photo cloud.
 *
 * @param region two capital letters (ISO 3166-1)
 * @param group the region group that the region belongs to
 */
public record LocalUser(String userId, String region, String group) {
    /** The number of chunks in a local cloud, as in samconfig.toml: few, because each is a call of a function. */
    public static final int CHUNKS = 16;

    /**
     * The key of an object of theirs, in one of the buckets of the gallery. A hash comes first where keys need not tell
     * anything.
     */
    public String key(GalleryLayout layout, String name) {
        List<BucketLayout> parts = layout.parts();
        BucketLayout part = parts.get(Math.floorMod(name.hashCode(), parts.size()));
        return part.hasFolders()
                ? part.prefix(new GroupId(group), new UserId(userId)) + name
                : "%s%02x/%s-%s".formatted(part.root(), (userId + name).hashCode() & 0xff, userId, name);
    }

    /** The partition of the index by group, 1#03 for example. */
    public String groupShard() {
        return DynamoAccountStore.groupShard(new GroupId(group), Math.floorMod(userId.hashCode(), CHUNKS));
    }
}
