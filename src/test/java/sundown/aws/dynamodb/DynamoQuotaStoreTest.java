package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import sundown.account.UserId;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.QuotaStoreContract;
import sundown.transfer.QuotaStore;
import sundown.transfer.RequestQuota;

@OnAnyCloud
class DynamoQuotaStoreTest extends QuotaStoreContract {
    private static final String DAY = "library#2026-11-24";
    private static final RequestQuota.Limits FOUR = new RequestQuota.Limits(400, 400, 400, 4, PACIFIC);

    private final AwsStack stack;
    private final String table;

    DynamoQuotaStoreTest(AwsStack stack) {
        this.stack = stack;
        this.table = stack.name("QUOTAS_TABLE");
    }

    @Override
    protected QuotaStore store() {
        return new DynamoQuotaStore(stack.dynamoDb, table);
    }

    /** On the day of an update, what the version before drew has been drawn. */
    @Test
    void goesOnWithTheOnlyCounterOfTheVersionBefore() {
        put(DAY, Map.of("dayUsed", 390L, "minute", 1_795_545_000L, "minuteUsed", 10L, "expiresAt", 1_795_717_815L));
        RequestQuota quota = quota(FOUR);
        long granted = IntStream.range(0, 20)
                .filter(number ->
                        draw(quota, new UserId("user-" + number), 1, NOW).equals(granted()))
                .count();
        assertThat(granted).isEqualTo(10);
    }

    @Test
    void countsWhatAUserDrewWithTheVersionBefore() {
        put(DAY + "#" + USER, Map.of("drawn", 390L, "expiresAt", 1_795_717_815L));
        RequestQuota quota = quota(FOUR);
        assertThat(draw(quota, USER, 11, NOW)).isInstanceOf(RequestQuota.Draw.ShareUsedUp.class);
        assertThat(draw(quota, USER, 10, NOW)).isEqualTo(granted());
        assertThat(draw(quota, USER, 1, NOW)).isInstanceOf(RequestQuota.Draw.ShareUsedUp.class);
    }

    /** During an update, workers of the version before draw from the row of the day. */
    @Test
    void leavesNothingToWorkersOfTheVersionBeforeOnceADayHasSeveralCounters() {
        draw(quota(FOUR), USER, 1, NOW);
        Map<String, AttributeValue> values = new RowWriter()
                .number(":requests", 1)
                .number(":minute", 1_795_545_000L)
                .number(":dayLeft", Integer.MAX_VALUE)
                .attributes();
        assertThatThrownBy(() -> stack.dynamoDb.updateItem(request -> request.tableName(table)
                        .key(Map.of("quota", AttributeValue.fromS(DAY)))
                        .updateExpression("SET #minute = :minute, minuteUsed = :requests ADD dayUsed :requests")
                        .conditionExpression(
                                "attribute_not_exists(quota) OR (#minute < :minute AND dayUsed <= :dayLeft)")
                        .expressionAttributeNames(Map.of("#minute", "minute"))
                        .expressionAttributeValues(values)))
                .isInstanceOf(ConditionalCheckFailedException.class);
    }

    private void put(String quota, Map<String, Long> numbers) {
        Map<String, AttributeValue> row = new HashMap<>(Map.of("quota", AttributeValue.fromS(quota)));
        numbers.forEach((name, number) -> row.put(name, AttributeValue.fromN(number.toString())));
        stack.dynamoDb.putItem(request -> request.tableName(table).item(row));
    }
}
