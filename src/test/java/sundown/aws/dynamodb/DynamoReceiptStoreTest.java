package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.ReceiptStoreContract;
import sundown.contract.SampleReceipts;
import sundown.receipt.ReceiptStore.Receipt;

@OnAnyCloud
class DynamoReceiptStoreTest extends ReceiptStoreContract {
    private static final int DAYS = 1095;

    private final AwsStack stack;

    DynamoReceiptStoreTest(AwsStack stack) {
        super(store(stack));
        this.stack = stack;
    }

    private static DynamoReceiptStore store(AwsStack stack) {
        return new DynamoReceiptStore(stack.dynamoDb, stack.name("RECEIPTS_TABLE"), DAYS);
    }

    @Test
    void endsWithItsRetention() {
        Receipt receipt = SampleReceipts.empty(new UserId("expiring"));
        store(stack).keep(receipt);
        Map<String, AttributeValue> row = stack.dynamoDb
                .getItem(request -> request.consistentRead(true)
                        .tableName(stack.name("RECEIPTS_TABLE"))
                        .key(Map.of("userId", AttributeValue.fromS("expiring"))))
                .item();
        Instant end = receipt.deletedAt().orElseThrow().plus(Duration.ofDays(DAYS));
        assertThat(row.get("expiresAt").n()).isEqualTo(Long.toString(end.getEpochSecond()));
    }
}
