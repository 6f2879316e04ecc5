package sundown.local.demo.cloud;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.gallery.Item;
import sundown.local.demo.gallery.Content;
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

    /**
     * A user who has paid, with the last fee.
     *
     * @param charge its id at the payment service
     * @param subscription the id of what renews the membership at the payment service
     * @param minorUnits of the currency
     * @param currency three capital letters (ISO 4217)
     */
    public record Member(LocalUser user, String charge, String subscription, long minorUnits, String currency) {
        /** What they have paid for. */
        Membership membership(Instant paidAt) {
            return new Membership(new ChargeId(charge), Money.of(minorUnits, currency), paidAt, Optional.empty())
                    .renewedBy(new SubscriptionId(subscription));
        }

        /** A user in India, in the first group to end, with a fee for a year. */
        public static Member sample() {
            return new Member(
                    new LocalUser("user-in-0001", "IN", "1"), "ch_sample_0001", "sub_sample_0001", 129_900, "INR");
        }

        /** One of the same group, in Vietnam, who pays in a currency without minor units. */
        public static Member other() {
            return new Member(
                    new LocalUser("user-vn-0002", "VN", "1"), "ch_sample_0002", "sub_sample_0002", 429_000, "VND");
        }
    }

    /**
     * A user of an import.
     *
     * @param group nothing where their region is exempt
     */
    public record AdoptedUser(Account account, Optional<GroupId> group, List<AdoptedItem> items) {
        public AdoptedUser {
            items = List.copyOf(items);
        }

        /**
         * An item as its row has it.
         *
         * @param content of its object; nothing where the object is missing
         */
        public record AdoptedItem(Item item, Optional<Content> content) {}

        /** The partition of the index by group, 1#03 for example; nothing where their region is exempt. */
        Optional<String> groupShard() {
            int chunk = Math.floorMod(account.user().value().hashCode(), LocalUser.CHUNKS);
            return group.map(id -> DynamoAccountStore.groupShard(id, chunk));
        }
    }
}
