package sundown.aws.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.gallery.ItemId;
import sundown.transfer.FailedItem;
import sundown.transfer.FailureReason;
import sundown.transfer.Transfer;

/** A failed item as a row, {@code sort} {@code F#<transferId>#<itemId>}. */
final class FailedItemCodec {
    private FailedItemCodec() {}

    /** What the sort keys of all failed items of a transfer begin with. */
    static String prefix(Transfer transfer) {
        return "F#" + transfer.id() + "#";
    }

    static Map<String, AttributeValue> key(Transfer transfer, ItemId item) {
        return keyed(transfer, item).attributes();
    }

    static Map<String, AttributeValue> write(Transfer transfer, FailedItem failed) {
        return keyed(transfer, failed.item())
                .text("item", failed.item().value())
                .text("name", failed.name())
                .number("bytes", failed.bytes())
                .text("reason", failed.reason().name())
                .instant("at", failed.at())
                .attributes();
    }

    static FailedItem read(Map<String, AttributeValue> attributes) {
        return Row.read("failed item", attributes, FailedItemCodec::failedItem);
    }

    private static RowWriter keyed(Transfer transfer, ItemId item) {
        return new RowWriter().text("userId", transfer.user().value()).text("sort", prefix(transfer) + item);
    }

    private static FailedItem failedItem(Row row) {
        return new FailedItem(
                new ItemId(row.text("item")),
                row.text("name"),
                row.number("bytes"),
                FailureReason.valueOf(row.text("reason")),
                row.instant("at"));
    }
}
