package sundown.local.demo.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.s3.S3Client;
import sundown.account.Account;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.aws.dynamodb.DynamoGalleryIndex;
import sundown.digest.Sha1;
import sundown.gallery.GalleryLayout;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.local.demo.cloud.LocalCloud.GalleryObject;
import sundown.local.demo.cloud.LocalUser.AdoptedUser;
import sundown.local.demo.cloud.LocalUser.Member;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.Gallery;
import sundown.local.demo.gallery.Gallery.GalleryItem;

/**
 * Makes a stack's users: their accounts and their galleries. This happens before a timeline is published, because a
 * group's members are visited once when its exports open. Users who are there already stay as they are.
 */
record Enrolment(Stack stack, Clock clock) {
    private static final Duration PAID_AGO = Duration.ofDays(60);

    void enrol(Member member, Gallery gallery) throws IOException {
        LocalUser user = member.user();
        Instant paidAt = clock.instant().minus(PAID_AGO).truncatedTo(ChronoUnit.SECONDS);
        Account account =
                new Account(new UserId(user.userId()), new Region(user.region())).with(member.membership(paidAt));
        if (putNew("ACCOUNTS_TABLE", DynamoAccountStore.write(account, Optional.of(user.groupShard())), "userId")) {
            upload().put(user, gallery);
        }
    }

    void adopt(List<AdoptedUser> users, Map<ObjectKey, Set<UserId>> claims) throws IOException {
        for (AdoptedUser user : users) {
            putNew("ACCOUNTS_TABLE", DynamoAccountStore.write(user.account(), user.groupShard()), "userId");
            upload().put(user);
        }
        claims.forEach((key, claimants) -> claimants.forEach(user ->
                putNew("CLAIMS_TABLE", texts(Map.of("objectKey", key.value(), "userId", user.value())), "objectKey")));
    }

    private GalleryUpload upload() {
        return new GalleryUpload(
                stack.clients().s3(),
                stack.variable("GALLERY_BUCKET"),
                stack.layout(),
                stack.clients().dynamoDb(),
                stack.variable("ITEMS_TABLE"));
    }

    private static Map<String, AttributeValue> texts(Map<String, String> texts) {
        return texts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, text -> AttributeValue.fromS(text.getValue())));
    }

    /** False when there is a row with this key. */
    private boolean putNew(String tableVariable, Map<String, AttributeValue> row, String key) {
        try {
            stack.clients()
                    .dynamoDb()
                    .putItem(request -> request.tableName(stack.variable(tableVariable))
                            .item(row)
                            .conditionExpression("attribute_not_exists(#key)")
                            .expressionAttributeNames(Map.of("#key", key)));
            return true;
        } catch (ConditionalCheckFailedException there) {
            return false;
        }
    }

    /**
     * Puts a gallery where the photo cloud keeps galleries: bytes into the bucket, one row for each item into the items
     * table.
     */
    record GalleryUpload(
            S3Client objects, String bucket, GalleryLayout layout, DynamoDbClient tables, String itemsTable) {
        private static final int AT_ONCE = 4;

        @FunctionalInterface
        private interface Put {
            void put() throws IOException;
        }

        /** Puts all items of a user; reads each twice, once for its digest. */
        void put(LocalUser user, Gallery gallery) throws IOException {
            put(gallery.items().stream().<Put>map(item -> () -> put(user, item)).toList());
        }

        /** Puts the rows of a user of an import, and the objects that there are. */
        void put(AdoptedUser user) throws IOException {
            put(user.items().stream()
                    .<Put>map(adopted -> () -> put(
                            adopted.item().key().value(),
                            adopted.content(),
                            DynamoGalleryIndex.write(user.account().user(), adopted.item())))
                    .toList());
        }

        /** A failure of one of them ends the others. */
        private static void put(List<Put> items) throws IOException {
            try {
                items.stream()
                        .gather(Gatherers.mapConcurrent(AT_ONCE, GalleryUpload::done))
                        .forEach(done -> {});
            } catch (UncheckedIOException e) {
                throw new IOException("The gallery could not be put into the local cloud", e.getCause());
            }
        }

        private static Put done(Put item) {
            try {
                item.put();
                return item;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private void put(LocalUser user, GalleryItem item) throws IOException {
            String key = user.key(layout, item.itemId());
            put(key, Optional.of(item.content()), row(user, item, key));
        }

        private void put(String key, Optional<Content> content, Map<String, AttributeValue> row) {
            GalleryObject object = GalleryObject.of(bucket, key);
            content.ifPresent(bytes ->
                    objects.putObject(request -> request.bucket(object.bucket()).key(object.key()), body(bytes)));
            tables.putItem(request -> request.tableName(itemsTable).item(row));
        }

        private static RequestBody body(Content content) {
            return RequestBody.fromContentProvider(() -> open(content), content.bytes(), "application/octet-stream");
        }

        private static InputStream open(Content content) {
            try {
                return content.open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The row as the photo cloud writes it: what is in a private album is private. */
        private static Map<String, AttributeValue> row(LocalUser user, GalleryItem item, String key)
                throws IOException {
            return DynamoGalleryIndex.write(
                    new UserId(user.userId()),
                    new Item(
                            new ItemId(item.itemId()),
                            new ObjectKey(key),
                            item.name(),
                            item.content().bytes(),
                            item.albumNames(),
                            item.takenAt(),
                            item.takenAtOffset(),
                            Optional.of(new Sha1(item.content().digest("SHA-1"))),
                            item.groupWith().map(ItemId::new),
                            new Marks(
                                    Optional.of(item.isPrivate()),
                                    item.marks().deletedAt(),
                                    item.marks().sharedBy())));
        }
    }
}
