package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import sundown.account.UserId;
import sundown.aws.AwsFailures;
import sundown.digest.Sha1;
import sundown.gallery.GalleryIndex;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.gallery.Tally;

/**
 * The galleries in DynamoDB, one row for each item: {@code userId}, {@code itemId}, {@code objectKey}, {@code name},
 * {@code bytes} and, where known, {@code albums}, {@code takenAt}, {@code takenAtOffset} as {@code +02:00},
 * {@code sha1}, {@code groupWith}, the {@code itemId} of a live photo's photo in the row of its video, {@code private},
 * {@code deletedAt}, and {@code sharedBy}. Reads are eventually consistent: sync has ended when exports open, so no
 * items are added.
 */
@Singleton
@RegisterForReflection(targets = {Item.class, ItemId.class, Item.Marks.class, ObjectKey.class, Sha1.class})
public final class DynamoGalleryIndex implements GalleryIndex {
    private static final int KEYS_PER_READ = 100;

    private static final RowMapper<Item> ITEMS = RowMapper.of(
            Item.class, Map.of("Item.id", "itemId", "Item.key", "objectKey", "Marks.isPrivate", "private"));

    private final DynamoDbClient client;
    private final String table;
    private final Table rows;

    public DynamoGalleryIndex(DynamoDbClient client, @ConfigProperty(name = "ITEMS_TABLE") String table) {
        this.client = client;
        this.table = table;
        this.rows = new Table(client, table);
    }

    @Override
    public List<Item> page(UserId user, Optional<ItemId> after, int limit) {
        RowWriter values = new RowWriter().text(":user", user.value()).text(":item", after.map(ItemId::value));
        return rows.query(
                limit,
                ITEMS::read,
                "userId = :user" + (after.isPresent() ? " AND itemId > :item" : ""),
                values,
                request -> {});
    }

    @Override
    public List<Item> find(UserId user, Collection<ItemId> items) {
        if (items.size() > KEYS_PER_READ) {
            throw new IllegalArgumentException("at most " + KEYS_PER_READ + " items can be asked for");
        }
        return items.isEmpty() ? List.of() : load(keys(user, items));
    }

    @Override
    public Tally count(UserId user) {
        return AwsFailures.sorting(() -> client
                .queryPaginator(request -> request.tableName(table)
                        .keyConditionExpression("userId = :user")
                        .expressionAttributeValues(Table.key(":user", user.value()))
                        .projectionExpression("#bytes")
                        .expressionAttributeNames(Map.of("#bytes", "bytes")))
                .items()
                .stream()
                .map(row -> Tally.one(Row.read("item", row, read -> read.number("bytes"))))
                .reduce(Tally.NONE, Tally::plus));
    }

    /** The paginator asks again for keys that DynamoDB left unprocessed. */
    private List<Item> load(List<Map<String, AttributeValue>> keys) {
        Map<String, KeysAndAttributes> items =
                Map.of(table, KeysAndAttributes.builder().keys(keys).build());
        return AwsFailures.sorting(() -> client.batchGetItemPaginator(request -> request.requestItems(items)).stream()
                .flatMap(response -> response.responses().getOrDefault(table, List.of()).stream())
                .map(ITEMS::read)
                .sorted(Comparator.comparing(Item::id))
                .toList());
    }

    private static List<Map<String, AttributeValue>> keys(UserId user, Collection<ItemId> items) {
        return items.stream()
                .distinct()
                .map(item -> new RowWriter()
                        .text("userId", user.value())
                        .text("itemId", item.value())
                        .attributes())
                .toList();
    }

    /** The row of an item, as the photo cloud writes it. */
    public static Map<String, AttributeValue> write(UserId user, Item item) {
        return ITEMS.write(item).text("userId", user.value()).attributes();
    }

    /** Reads the item in a row. */
    public static Item read(Map<String, AttributeValue> attributes) {
        return ITEMS.read(attributes);
    }
}
