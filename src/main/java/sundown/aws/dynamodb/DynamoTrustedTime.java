package sundown.aws.dynamodb;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import sundown.aws.AnswerDate;
import sundown.aws.AwsFailures;
import sundown.purge.TrustedTime;

/** The time of DynamoDB: the {@code Date} header of its response to a read of a row that does not exist. */
public final class DynamoTrustedTime implements TrustedTime {
    private static final String NO_ROW = "time";

    private final DynamoDbClient client;
    private final GetItemRequest request;

    /** Asks about a table. */
    public DynamoTrustedTime(DynamoDbClient client, String table) {
        this.client = client;
        this.request = GetItemRequest.builder()
                .tableName(table)
                .key(Map.of("group", AttributeValue.fromS(NO_ROW)))
                .build();
    }

    @Override
    public Instant now() {
        GetItemResponse response = AwsFailures.sorting(() -> client.getItem(request));
        return AnswerDate.of("DynamoDB", response.sdkHttpResponse());
    }
}
