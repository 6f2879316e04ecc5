package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.LimitStoreContract;
import sundown.edge.LogRecords;
import sundown.limit.Limit;
import sundown.limit.LimitStore;
import sundown.limit.LimitStore.LimitChange;
import sundown.limit.LimitStore.SetLimits;
import sundown.operator.SampleOperators;

@OnAnyCloud
class DynamoLimitStoreTest extends LimitStoreContract {
    private final AwsStack stack;
    private final LimitStore store;

    DynamoLimitStoreTest(AwsStack stack) {
        this.stack = stack;
        store = new DynamoLimitStore(stack.dynamoDb, stack.name("GROUPS_TABLE"), clock);
    }

    @Override
    protected LimitStore store() {
        return store;
    }

    /** Nobody can set such values by a call. A purge must neither stop nor fall back to the parameter's pace. */
    @Test
    void takesTheNearestValueForOneThatCannotBe() {
        stack.put(
                "GROUPS_TABLE",
                Map.of(
                        "group", AttributeValue.fromS("limits"),
                        "version", AttributeValue.fromN("1"),
                        "by", AttributeValue.fromS("Ada"),
                        "reason", AttributeValue.fromS("by hand"),
                        "at", AttributeValue.fromN("1"),
                        "purgeAccountsPerMinute", AttributeValue.fromN("0"),
                        "purgeConcurrency", AttributeValue.fromN("4000"),
                        "googlePercentPerUser", AttributeValue.fromN("50")));
        try (LogRecords log = LogRecords.of(DynamoLimitStore.class)) {
            assertThat(store.inForce().values())
                    .isEqualTo(Map.of(
                            Limit.PURGE_ACCOUNTS_PER_MINUTE, 1L,
                            Limit.PURGE_CONCURRENCY, 1_000L,
                            Limit.GOOGLE_PERCENT_PER_USER, 50L));
            assertThat(log.lines())
                    .contains("ERROR the row limits has purgeAccountsPerMinute 0, which cannot be: 1 counts")
                    .hasSize(2);
        }
    }

    @Test
    void keepsLimitsForAMinute() {
        SetLimits slow = new SetLimits(Map.of(Limit.PURGE_CONCURRENCY, 1L));
        store.inForce();
        store.save(new LimitChange(slow, 1, SampleOperators.named("Ada"), "an incident", clock.instant()));
        clock.advance(LimitStore.CACHE_AGE_MAX.minusNanos(1));
        assertThat(store.inForce()).isEqualTo(SetLimits.NONE);
        clock.advance(Duration.ofNanos(1));
        assertThat(store.inForce()).isEqualTo(slow);
    }
}
