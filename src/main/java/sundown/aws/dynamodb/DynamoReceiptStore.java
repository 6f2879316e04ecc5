package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.account.UserId;
import sundown.receipt.ReceiptStore;
import sundown.receipt.ReceiptStore.Receipt;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Years;

/**
 * The receipts in their own table, one row for each user, with {@code deletedAt}, a map {@code moved} with the counts
 * of a transfer, a map {@code downloaded}, and {@code proof} as JSON. {@code expiresAt} is the time to live; DynamoDB
 * removes a row within days of it.
 */
@Singleton
@RegisterForReflection(targets = {Receipt.class, Counts.class, Years.class})
public final class DynamoReceiptStore implements ReceiptStore {
    private static final RowMapper<Receipt> RECEIPTS = RowMapper.of(Receipt.class);

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
        Instant end = receipt.deletedAt().orElseThrow().plus(retention);
        table.put(RECEIPTS.write(receipt).number("expiresAt", end.getEpochSecond()));
    }

    @Override
    public Optional<Receipt> find(UserId user) {
        return table.find(Table.key("userId", user.value())).map(RECEIPTS::read);
    }
}
