package sundown.aws.dynamodb;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import sundown.gallery.ItemId;
import sundown.transfer.FailedItem;
import sundown.transfer.FailureReason;
import sundown.transfer.Transfer;

/** The failed items of the transfers, one row each, {@code sort} {@code F#<transferId>#<itemId>}. */
final class FailedItemRows {
    private final Table table;
    private final BatchWriter writer;

    FailedItemRows(DynamoDbClient client, String table) {
        this.table = new Table(client, table);
        this.writer = new BatchWriter(client, table);
    }

    void save(Transfer transfer, List<FailedItem> failures) {
        Map<ItemId, FailedItem> lastOfEach = new LinkedHashMap<>();
        failures.forEach(failure -> lastOfEach.put(failure.item(), failure));
        writer.write(lastOfEach.values().stream().map(failure -> put(row(transfer, failure))));
    }

    void remove(Transfer transfer, Collection<ItemId> items) {
        writer.write(items.stream().distinct().map(item -> delete(key(transfer, item))));
    }

    List<FailedItem> page(Transfer transfer, Optional<ItemId> after, int limit) {
        RowWriter range = range(transfer, after);
        return table.query(
                limit,
                FailedItemRows::read,
                request -> request.keyConditionExpression("userId = :user AND sort BETWEEN :from AND :to")
                        .expressionAttributeValues(range.attributes())
                        .consistentRead(true)
                        .limit(limit));
    }

    /** A space comes before every character of an item id, and a tilde after. */
    private static RowWriter range(Transfer transfer, Optional<ItemId> after) {
        String prefix = prefix(transfer);
        return new RowWriter()
                .text(":user", transfer.user().value())
                .text(":from", prefix + after.map(item -> item + " ").orElse(""))
                .text(":to", prefix + "~");
    }

    private static WriteRequest put(Map<String, AttributeValue> row) {
        return WriteRequest.builder().putRequest(put -> put.item(row)).build();
    }

    private static WriteRequest delete(Map<String, AttributeValue> key) {
        return WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build();
    }

    /** The prefix of the sort keys of all failed items of a transfer. */
    private static String prefix(Transfer transfer) {
        return "F#" + transfer.id() + "#";
    }

    private static Map<String, AttributeValue> key(Transfer transfer, ItemId item) {
        return keyed(transfer, item).attributes();
    }

    private static Map<String, AttributeValue> row(Transfer transfer, FailedItem failed) {
        return keyed(transfer, failed.item())
                .text("item", failed.item().value())
                .text("name", failed.name())
                .number("bytes", failed.bytes())
                .text("reason", failed.reason().name())
                .instant("at", failed.at())
                .attributes();
    }

    private static FailedItem read(Map<String, AttributeValue> attributes) {
        return Row.read("failed item", attributes, FailedItemRows::failedItem);
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
