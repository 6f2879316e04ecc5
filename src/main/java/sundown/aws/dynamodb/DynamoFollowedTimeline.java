package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import sundown.aws.AwsFailures;
import sundown.milestone.FollowedTimeline;

/**
 * The version that the schedules follow: the row {@code schedules} of the groups table, with {@code timelineVersion}.
 */
@Singleton
public final class DynamoFollowedTimeline implements FollowedTimeline {
    private static final Map<String, AttributeValue> KEY = Map.of("group", AttributeValue.fromS("schedules"));

    private final DynamoDbClient client;
    private final String table;

    /** Keeps it in a table. */
    public DynamoFollowedTimeline(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public int version() {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table)
                .key(KEY)
                .consistentRead(true)
                .build();
        GetItemResponse response = AwsFailures.sorting(() -> client.getItem(request));
        return response.hasItem()
                ? Row.read("schedules", response.item(), row -> row.smallNumber("timelineVersion"))
                : 0;
    }

    @Override
    public void follow(int version) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(new RowWriter()
                        .text("group", KEY.get("group").s())
                        .number("timelineVersion", version)
                        .attributes())
                .build();
        AwsFailures.sorting(() -> client.putItem(request));
    }
}
