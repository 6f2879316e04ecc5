package sundown.aws.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.gallery.ItemId;
import sundown.gallery.Tally;
import sundown.sweep.Wake;
import sundown.transfer.FailureReason;
import sundown.transfer.Inventory;

/**
 * What a user's gallery holds as a row of the transfers, {@code sort} {@code C}: the last result as {@code counted},
 * and a count under way as {@code count}. Only a row with a count has {@code wakeShard}, in a lane of its own of the
 * index by it, and {@code wakeAt}. A tally is a pair of items and bytes.
 */
final class InventoryCodec {
    static final String SORT = "C";

    /** The prefix of the shards. */
    static final String LANE = "count#";

    private InventoryCodec() {}

    /** The row of an inventory without its version. */
    static RowWriter write(Inventory inventory) {
        RowWriter row = new RowWriter().text("userId", inventory.user().value()).text("sort", SORT);
        inventory
                .counted()
                .ifPresent(counted -> row.row(
                        "counted",
                        holdings(counted.holdings().all(), counted.holdings().unsupported())
                                .number("albums", counted.holdings().albums())
                                .instant("at", counted.at())));
        inventory
                .count()
                .ifPresent(count -> row.row(
                                "count",
                                holdings(count.all(), count.unsupported())
                                        .text("cursor", count.cursor().map(ItemId::value))
                                        .numbers("albums", count.albums())
                                        .number("attempt", count.attempt()))
                        .text(
                                "wakeShard",
                                LANE + WakeIndex.shard(inventory.user().value()))
                        .text("wakeAt", Wake.time(count.checkAt())));
        return row;
    }

    private static RowWriter holdings(Tally all, Map<FailureReason, Tally> unsupported) {
        RowWriter reasons = new RowWriter();
        unsupported.forEach((reason, tally) -> reasons.tally(reason.name(), tally));
        return new RowWriter().tally("all", all).row("unsupported", reasons);
    }

    static Inventory read(Map<String, AttributeValue> attributes) {
        return Row.read("inventory", attributes, InventoryCodec::inventory);
    }

    private static Inventory inventory(Row row) {
        return new Inventory(
                new UserId(row.text("userId")),
                row.optionalRow("counted").map(InventoryCodec::counted),
                row.optionalRow("count").map(count -> count(row, count)),
                row.number("version"));
    }

    private static Inventory.Counted counted(Row row) {
        return new Inventory.Counted(
                new Inventory.Holdings(row.tally("all"), row.smallNumber("albums"), unsupported(row)),
                row.instant("at"));
    }

    private static Inventory.Count count(Row row, Row count) {
        return new Inventory.Count(
                count.optionalText("cursor").map(ItemId::new),
                count.tally("all"),
                new HashSet<>(count.numbers("albums")),
                unsupported(count),
                count.smallNumber("attempt"),
                Instant.parse(row.text("wakeAt")));
    }

    private static Map<FailureReason, Tally> unsupported(Row row) {
        Row reasons = row.optionalRow("unsupported").orElseGet(() -> new Row(Map.of()));
        Map<FailureReason, Tally> unsupported = new HashMap<>();
        for (String reason : reasons.attributes().keySet()) {
            unsupported.put(FailureReason.valueOf(reason), reasons.tally(reason));
        }
        return unsupported;
    }
}
