package sundown.aws.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.digest.Sha1;
import sundown.gallery.Item;
import sundown.gallery.ItemId;
import sundown.gallery.ObjectKey;

/** An item of a gallery as a row: the photo cloud writes these rows, Sundown reads them. */
public final class ItemCodec {
    private ItemCodec() {}

    /** The row of an item. */
    public static Map<String, AttributeValue> write(UserId user, Item item) {
        return new RowWriter()
                .text("userId", user.value())
                .text("itemId", item.id().value())
                .text("objectKey", item.key().value())
                .text("name", item.name())
                .number("bytes", item.bytes())
                .text("album", item.album())
                .instant("takenAt", item.takenAt())
                .text("sha1", item.sha1().map(Sha1::hex))
                .attributes();
    }

    /** Reads the item in a row. */
    public static Item read(Map<String, AttributeValue> attributes) {
        return Row.read("item", attributes, ItemCodec::item);
    }

    static long bytes(Map<String, AttributeValue> attributes) {
        return Row.read("item", attributes, row -> row.number("bytes"));
    }

    private static Item item(Row row) {
        return new Item(
                new ItemId(row.text("itemId")),
                new ObjectKey(row.text("objectKey")),
                row.text("name"),
                row.number("bytes"),
                row.optionalText("album"),
                row.optionalInstant("takenAt"),
                row.optionalText("sha1").map(Sha1::new));
    }
}
