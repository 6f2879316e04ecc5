package sundown.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** What the stores rely on of DynamoDB holds in the emulator. */
@ExtendWith(EmulatorsExtension.class)
final class EmulatedDynamoDbTest {
    private static final String TABLE = "dynamodb-test-transfers";
    private static final int THREADS = 16;
    private static final int ROUNDS = 10;

    private final DynamoDbClient dynamoDb;

    EmulatedDynamoDbTest(Emulators emulators) {
        this.dynamoDb = emulators.clients().dynamoDb();
    }

    @BeforeAll
    static void provision(Emulators emulators) {
        TestStack.provision(emulators, "dynamodb-test");
    }

    @Test
    void letsOneOfSixteenThreadsPassACondition() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String user = "racer-" + round;
            put(user, "T", Map.of("number", number(0)));

            assertThat(race(() -> advance(user, 0, 1)).stream().filter(won -> won))
                    .hasSize(1);
        }
    }

    @Test
    void countsEveryIncrementOfSixteenThreads() throws Exception {
        race(() -> dynamoDb.updateItem(request -> request.tableName(TABLE)
                .key(key("counter", "T"))
                .updateExpression("ADD drawn :one")
                .expressionAttributeValues(Map.of(":one", number(1)))));

        assertThat(get("counter", "T").get("drawn").n()).isEqualTo(Integer.toString(THREADS));
    }

    @Test
    void givesBackTheItemAtWhichAConditionFailed() {
        put("holder", "T", Map.of("number", number(7)));

        ConditionalCheckFailedException refused = catchThrowableOfType(
                ConditionalCheckFailedException.class,
                () -> dynamoDb.putItem(request -> request.tableName(TABLE)
                        .item(key("holder", "T"))
                        .conditionExpression("attribute_not_exists(userId)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));

        assertThat(refused.item()).containsEntry("number", number(7));
    }

    @Test
    void givesNoItemWhereNoneWasAskedFor() {
        put("silent", "T", Map.of("number", number(7)));

        ConditionalCheckFailedException refused = catchThrowableOfType(
                ConditionalCheckFailedException.class,
                () -> dynamoDb.putItem(request -> request.tableName(TABLE)
                        .item(key("silent", "T"))
                        .conditionExpression("attribute_not_exists(userId)")));

        assertThat(refused.hasItem()).isFalse();
    }

    @Test
    void findsInASparseIndexWhatHasItsKeysInTheirOrder() {
        put("late", "T", Map.of("wakeShard", text("0"), "wakeAt", text("2023-01-01T00:00:02Z")));
        put("early", "T", Map.of("wakeShard", text("0"), "wakeAt", text("2023-01-01T00:00:01Z")));
        put("future", "T", Map.of("wakeShard", text("0"), "wakeAt", text("2023-01-02T00:00:00Z")));
        put("running", "T", Map.of("number", number(1)));

        List<Map<String, AttributeValue>> due = dynamoDb.query(request -> request.tableName(TABLE)
                        .indexName("by-wake")
                        .keyConditionExpression("wakeShard = :shard AND wakeAt <= :now")
                        .expressionAttributeValues(Map.of(":shard", text("0"), ":now", text("2023-01-01T12:00:00Z"))))
                .items();

        assertThat(due).extracting(item -> item.get("userId").s()).containsExactly("early", "late");
        assertThat(due).allSatisfy(item -> assertThat(item).containsOnlyKeys("userId", "sort", "wakeShard", "wakeAt"));
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

    private boolean advance(String user, int from, int to) {
        try {
            dynamoDb.updateItem(request -> request.tableName(TABLE)
                    .key(key(user, "T"))
                    .updateExpression("SET #number = :to")
                    .conditionExpression("#number = :from")
                    .expressionAttributeNames(Map.of("#number", "number"))
                    .expressionAttributeValues(Map.of(":from", number(from), ":to", number(to))));
            return true;
        } catch (ConditionalCheckFailedException lost) {
            return false;
        }
    }

    private static <T> List<T> race(Callable<T> runner) throws Exception {
        CountDownLatch ready = new CountDownLatch(THREADS);
        try (ExecutorService runners = Executors.newFixedThreadPool(THREADS)) {
            List<Future<T>> results = IntStream.range(0, THREADS)
                    .mapToObj(number -> runners.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return runner.call();
                    }))
                    .toList();
            runners.shutdown();
            for (Future<T> result : results) {
                result.get();
            }
            return results.stream().map(Future::resultNow).toList();
        }
    }

    private void put(String user, String sort, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(key(user, sort));
        dynamoDb.putItem(request -> request.tableName(TABLE).item(item));
    }

    private Map<String, AttributeValue> get(String user, String sort) {
        return dynamoDb.getItem(
                        request -> request.tableName(TABLE).key(key(user, sort)).consistentRead(true))
                .item();
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
