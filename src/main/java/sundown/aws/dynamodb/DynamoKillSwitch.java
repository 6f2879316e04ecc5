package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import sundown.aws.AwsFailures;
import sundown.purge.KillSwitch;
import sundown.purge.Operator;

/** The kill switch in the groups table: its row {@code purges}. */
@Singleton
public final class DynamoKillSwitch implements KillSwitch {
    private static final String KEY = "purges";

    private final DynamoDbClient client;
    private final String table;

    /** Keeps the switch in a table. */
    public DynamoKillSwitch(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Optional<Position> position() {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table)
                .key(Map.of("group", AttributeValue.fromS(KEY)))
                .consistentRead(true)
                .build();
        GetItemResponse response = AwsFailures.sorting(() -> client.getItem(request));
        return response.hasItem()
                ? Optional.of(Row.read("kill switch", response.item(), DynamoKillSwitch::position))
                : Optional.empty();
    }

    private static Position position(Row row) {
        return new Position(row.flag("stopped"), new Operator(row.text("by")), row.text("reason"), row.instant("at"));
    }

    @Override
    public void set(Position position) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(new RowWriter()
                        .text("group", KEY)
                        .flag("stopped", position.stopped())
                        .text("by", position.by().name())
                        .text("reason", position.reason())
                        .instant("at", position.at())
                        .attributes())
                .build();
        AwsFailures.sorting(() -> client.putItem(request));
    }
}
