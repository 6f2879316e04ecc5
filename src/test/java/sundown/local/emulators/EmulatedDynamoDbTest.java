package sundown.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** What the stores rely on of DynamoDB holds in the emulator. */
@ExtendWith(EmulatorsExtension.class)
final class EmulatedDynamoDbTest {
    private static final String TABLE = "dynamodb-test-transfers";

    private final DynamoDbClient dynamoDb;

    EmulatedDynamoDbTest(Emulators emulators) {
        this.dynamoDb = emulators.clients().dynamoDb();
    }

    @BeforeAll
    static void provision(Emulators emulators) {
        TestStack.provision(emulators, "dynamodb-test");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesBackTheItemAtWhichAConditionFailedWhereItIsAskedFor(boolean asked) {
        ReturnValuesOnConditionCheckFailure wanted = asked ? ReturnValuesOnConditionCheckFailure.ALL_OLD : null;
        put("holder", "T", Map.of("number", number(7)));

        ConditionalCheckFailedException refused = catchThrowableOfType(
                ConditionalCheckFailedException.class,
                () -> dynamoDb.putItem(request -> request.tableName(TABLE)
                        .item(key("holder", "T"))
                        .conditionExpression("attribute_not_exists(userId)")
                        .returnValuesOnConditionCheckFailure(wanted)));

        assertThat(refused.hasItem()).isEqualTo(asked);
        assertThat(refused.item().get("number")).isEqualTo(asked ? number(7) : null);
    }

    @Test
    void knowsTheTimeToLiveOfATable() {
        assertThat(dynamoDb.describeTimeToLive(request -> request.tableName(TABLE))
                        .timeToLiveDescription())
                .satisfies(description -> {
                    assertThat(description.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
                    assertThat(description.attributeName()).isEqualTo("expiresAt");
                });
    }

    private void put(String user, String sort, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(key(user, sort));
        dynamoDb.putItem(request -> request.tableName(TABLE).item(item));
    }

    private static Map<String, AttributeValue> key(String user, String sort) {
        return Map.of("userId", text(user), "sort", text(sort));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(int value) {
        return AttributeValue.fromN(Integer.toString(value));
    }
}
