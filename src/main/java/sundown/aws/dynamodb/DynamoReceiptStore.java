package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.account.UserId;
import sundown.receipt.Receipt;
import sundown.receipt.ReceiptStore;

/**
 * The receipts in their own table, one row for each user, with {@code deletedAt}, a map {@code moved} with the counts
 * of a transfer, a map {@code downloaded}, and {@code proof} as JSON. {@code expiresAt} is the time to live; DynamoDB
 * removes a row within days of it.
 */
@Singleton
public final class DynamoReceiptStore implements ReceiptStore {
    private final Table table;
    private final Duration retention;

    /** Keeps receipts for a number of days. */
    public DynamoReceiptStore(
            DynamoDbClient client,
            @ConfigProperty(name = "RECEIPTS_TABLE") String table,
            @ConfigProperty(name = "RECEIPT_RETENTION_DAYS") int days) {
        this.table = new Table(client, table);
        this.retention = Duration.ofDays(days);
    }

    @Override
    public void keep(Receipt receipt) {
        table.put(row(receipt));
    }

    @Override
    public Optional<Receipt> find(UserId user) {
        return table.find(Table.key("userId", user.value()))
                .map(attributes -> Row.read("receipt", attributes, row -> receipt(user, row)));
    }

    private RowWriter row(Receipt receipt) {
        Instant deletedAt = receipt.deletedAt().orElseThrow();
        RowWriter row = new RowWriter()
                .text("userId", receipt.user().value())
                .instant("deletedAt", deletedAt)
                .number("expiresAt", deletedAt.plus(retention).getEpochSecond());
        receipt.proof().ifPresent(proof -> row.text("proof", proof));
        receipt.moved().ifPresent(moved -> row.row("moved", row(moved)));
        receipt.downloaded().ifPresent(downloaded -> row.row("downloaded", row(downloaded)));
        return row;
    }

    private static RowWriter row(Receipt.Moved moved) {
        RowWriter row = new RowWriter()
                .text("state", moved.state())
                .instant("startedAt", moved.startedAt())
                .instant("endedAt", moved.endedAt());
        TransferCodec.writeCounts(row, moved.counts());
        return row;
    }

    private static RowWriter row(Receipt.Downloaded downloaded) {
        RowWriter row = new RowWriter()
                .text("state", downloaded.state())
                .number("leftOut", downloaded.leftOut())
                .number("volumesDownloaded", downloaded.volumesDownloaded())
                .instant("requestedAt", downloaded.requestedAt())
                .instant("finishedAt", downloaded.finishedAt());
        downloaded.items().ifPresent(items -> row.number("items", items));
        downloaded.volumes().ifPresent(volumes -> row.number("volumes", volumes));
        return row;
    }

    private static Receipt receipt(UserId user, Row row) {
        return new Receipt(
                user,
                row.optionalRow("moved").map(DynamoReceiptStore::moved),
                row.optionalRow("downloaded").map(DynamoReceiptStore::downloaded),
                row.optionalInstant("deletedAt"),
                row.optionalText("proof"));
    }

    private static Receipt.Moved moved(Row row) {
        return new Receipt.Moved(
                row.text("state"), TransferCodec.counts(row), row.instant("startedAt"), row.optionalInstant("endedAt"));
    }

    private static Receipt.Downloaded downloaded(Row row) {
        return new Receipt.Downloaded(
                row.text("state"),
                row.optionalNumber("items"),
                row.number("leftOut"),
                row.optionalNumber("volumes").map(Math::toIntExact),
                row.smallNumber("volumesDownloaded"),
                row.instant("requestedAt"),
                row.optionalInstant("finishedAt"));
    }
}
