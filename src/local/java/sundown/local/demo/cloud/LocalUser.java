package sundown.local.demo.cloud;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.PaymentMethod;
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
     * @param method how they have paid
     */
    public record Member(
            LocalUser user,
            String charge,
            String subscription,
            long minorUnits,
            String currency,
            PaidThrough through,
            PaymentMethod method) {
        /** What they have paid for. */
        Membership membership(Instant paidAt) {
            return new Membership(new ChargeId(charge), Money.of(minorUnits, currency), paidAt, Optional.empty())
                    .renewedBy(new SubscriptionId(subscription))
                    .paid(through, method.window().map(paidAt::plus));
        }

        /** A user in India, in the first group to end, with a fee for a year. */
        public static Member sample() {
            return new Member(
                    new LocalUser("user-in-0001", "IN", "1"),
                    "ch_sample_0001",
                    "sub_sample_0001",
                    129_900,
                    "INR",
                    PaidThrough.STRIPE,
                    PaymentMethod.CARD);
        }

        /** One of the same group, in Vietnam, who pays in a currency without minor units. */
        public static Member other() {
            return new Member(
                    new LocalUser("user-vn-0002", "VN", "1"),
                    "ch_sample_0002",
                    "sub_sample_0002",
                    429_000,
                    "VND",
                    PaidThrough.STRIPE,
                    PaymentMethod.CARD);
        }

        /** A member in the Philippines, whose wallet takes refunds for half a year: the fee goes back before that. */
        public static Member early() {
            return new Member(
                    new LocalUser("user-ph-0003", "PH", "1"),
                    "ch_sample_0003",
                    "sub_sample_0003",
                    99_900,
                    "PHP",
                    PaidThrough.STRIPE,
                    PaymentMethod.GCASH);
        }

        /** One in Indonesia, who has paid Google. */
        public static Member onPlay() {
            return new Member(
                    new LocalUser("user-id-0004", "ID", "1"),
                    "GPA.3300-0000-0000-00004",
                    "token-sample-0004",
                    2_900_000,
                    "IDR",
                    PaidThrough.GOOGLE_PLAY,
                    PaymentMethod.GOOGLE_PLAY);
        }

        /** One in Malaysia, who has paid Apple, which refunds at their request alone. */
        public static Member atApple() {
            return new Member(
                    new LocalUser("user-my-0005", "MY", "1"),
                    "apple-0005",
                    "apple-sub-0005",
                    4_990,
                    "MYR",
                    PaidThrough.APPLE,
                    PaymentMethod.CARD);
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
