package sundown.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.contract.TimelineStoreContract;
import sundown.failure.PermanentFailure;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.timeline.TimelineStore;

@ExtendWith(EmulatorsExtension.class)
class DynamoTimelineStoreTest extends TimelineStoreContract {
    private final AwsStack stack;
    private final TimelineStore store;

    DynamoTimelineStoreTest(Emulators emulators) {
        stack = AwsStack.provision(emulators);
        store = new DynamoTimelineStore(stack.dynamoDb(), stack.name("GROUPS_TABLE"), clock);
    }

    @Override
    protected TimelineStore store() {
        return store;
    }

    @Override
    protected void put(String document) {
        stack.put(
                "GROUPS_TABLE",
                Map.of("group", AttributeValue.fromS("timeline"), "document", AttributeValue.fromS(document)));
    }

    @Test
    void keepsATimelineForAMinute() {
        store.inForce();
        put(NEXT);
        clock.advance(Duration.ofMinutes(1).minusNanos(1));
        assertThat(store.inForce().version()).isEqualTo(1);
        clock.advance(Duration.ofNanos(1));
        assertThat(store.inForce().version()).isEqualTo(2);
    }

    @Test
    void doesNotGoOnWithDatesThatItCannotRead() {
        put("{\"version\": 3}");
        assertThatThrownBy(store::inForce).isInstanceOf(PermanentFailure.class);
    }
}
