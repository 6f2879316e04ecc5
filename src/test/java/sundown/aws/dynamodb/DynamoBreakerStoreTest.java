package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.BreakerStoreContract;
import sundown.failure.CircuitBreaker;
import sundown.transfer.BreakerStore;

@OnAnyCloud
class DynamoBreakerStoreTest extends BreakerStoreContract {
    private final AwsStack stack;

    DynamoBreakerStoreTest(AwsStack stack) {
        this.stack = stack;
    }

    @Override
    protected BreakerStore store() {
        return new DynamoBreakerStore(stack.dynamoDb, stack.name("QUOTAS_TABLE"), clock, new Random(1));
    }

    /** A worker reads the row once, however many runs it begins within these seconds. */
    @Test
    void readsNothingWhileWhatItReadIsRecent() {
        BreakerStore reader = store();
        reader.findRecent();
        BreakerStore writer = store();
        writer.save(writer.find(), new CircuitBreaker.Open(0, clock.instant()));
        clock.advance(BreakerStore.CACHE_AGE_MAX.minus(Duration.ofMillis(1)));
        assertThat(reader.findRecent()).isEqualTo(BreakerStore.Kept.NONE);
    }
}
