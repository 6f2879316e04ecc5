package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.LimitStoreContract;
import sundown.limit.Limit;
import sundown.limit.LimitChange;
import sundown.limit.LimitStore;
import sundown.limit.SetLimits;
import sundown.operator.SampleOperators;

@OnAnyCloud
class DynamoLimitStoreTest extends LimitStoreContract {
    private final LimitStore store;

    DynamoLimitStoreTest(AwsStack stack) {
        store = new DynamoLimitStore(stack.dynamoDb, stack.name("GROUPS_TABLE"), clock);
    }

    @Override
    protected LimitStore store() {
        return store;
    }

    @Test
    void keepsLimitsForAMinute() {
        SetLimits slow = new SetLimits(Map.of(Limit.PURGE_CONCURRENCY, 1L));
        store.inForce();
        store.save(new LimitChange(slow, 1, SampleOperators.named("Ada"), "an incident", clock.instant()));
        clock.advance(LimitStore.CACHED.minusNanos(1));
        assertThat(store.inForce()).isEqualTo(SetLimits.NONE);
        clock.advance(Duration.ofNanos(1));
        assertThat(store.inForce()).isEqualTo(slow);
    }
}
