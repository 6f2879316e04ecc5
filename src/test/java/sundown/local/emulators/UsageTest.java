package sundown.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The meters count what AWS would charge. */
@Isolated("counts every request to the emulators")
@ExtendWith(EmulatorsExtension.class)
final class UsageTest {
    private static final String TABLE = "usage-test-transfers";

    private final Emulators emulators;
    private final Clients clients;

    UsageTest(Emulators emulators) {
        this.emulators = emulators;
        this.clients = emulators.clients();
    }

    @BeforeAll
    static void provision(Emulators emulators) {
        TestStack.provision(emulators, "usage-test");
    }

    @ParameterizedTest
    @CsvSource({"10, 1", "1500, 2", "10000, 10"})
    void countsAWriteUnitForEachKibibyte(int characters, double units) {
        Usage used = used(() -> put("writer", Map.of("text", text("x".repeat(characters)))));

        assertThat(used.writeUnits()).isEqualTo(units);
        assertThat(used.dynamoDbRequests()).isEqualTo(Map.of("PutItem", 1L));
    }

    @Test
    void countsTheEntriesOfAnIndexThatChange() {
        assertThat(used(() -> put("sleeper", wake("1"))).writeUnits()).isEqualTo(2);
        assertThat(used(() -> put("sleeper", wake("1"))).writeUnits()).isEqualTo(1);
        assertThat(used(() -> put("sleeper", wake("2"))).writeUnits()).isEqualTo(3);
        assertThat(used(() -> put("sleeper", Map.of())).writeUnits()).isEqualTo(2);
        assertThat(used(() -> put("sleeper", Map.of())).writeUnits()).isEqualTo(1);
    }

    @Test
    void countsAWriteWhenItsConditionFails() {
        put("taken", Map.of("text", text("x".repeat(1500))));

        assertThat(used(() -> putNew("taken")).writeUnits()).isEqualTo(2);
    }

    @Test
    void countsHalfAReadUnitUnlessTheReadIsConsistent() {
        put("reader", Map.of());

        assertThat(used(() -> get("reader", false)).readUnits()).isEqualTo(0.5);
        assertThat(used(() -> get("reader", true)).readUnits()).isEqualTo(1);
    }

    private Usage used(Runnable use) {
        Usage before = emulators.usage();
        use.run();
        return emulators.usage().since(before);
    }

    private void put(String user, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(key(user));
        clients.dynamoDb().putItem(request -> request.tableName(TABLE).item(item));
    }

    private void putNew(String user) {
        try {
            clients.dynamoDb()
                    .putItem(request -> request.tableName(TABLE)
                            .item(key(user))
                            .conditionExpression("attribute_not_exists(userId)"));
        } catch (ConditionalCheckFailedException expected) {
            return;
        }
        throw new AssertionError("The condition should have failed");
    }

    private void get(String user, boolean consistent) {
        clients.dynamoDb()
                .getItem(request -> request.tableName(TABLE).key(key(user)).consistentRead(consistent));
    }

    private static Map<String, AttributeValue> key(String user) {
        return Map.of("userId", text(user), "sort", text("T"));
    }

    private static Map<String, AttributeValue> wake(String time) {
        return Map.of("wakeShard", text("0"), "wakeAt", text(time));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
