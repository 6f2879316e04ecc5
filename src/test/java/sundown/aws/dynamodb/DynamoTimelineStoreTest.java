package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.TimelineStoreContract;
import sundown.failure.PermanentFailure;
import sundown.runtime.ObservedPort;
import sundown.timeline.TimelineStore;
import sundown.timeline.TimelineStore.Publication;

@OnAnyCloud
class DynamoTimelineStoreTest extends TimelineStoreContract {
    private final AwsStack stack;
    private final TimelineStore store;

    DynamoTimelineStoreTest(AwsStack stack) {
        this.stack = stack;
        store = new DynamoTimelineStore(stack.dynamoDb, stack.name("GROUPS_TABLE"), clock);
    }

    @Override
    protected TimelineStore store() {
        return store;
    }

    @Test
    void keepsATimelineForAMinute() {
        publishFirst();
        store.inForce();
        store.publish(store.current(), version(2));
        clock.advance(Duration.ofMinutes(1).minusNanos(1));
        assertThat(store.inForce().version()).isEqualTo(1);
        clock.advance(Duration.ofNanos(1));
        assertThat(store.inForce().version()).isEqualTo(2);
    }

    @Test
    void asksForAnAbsentTimelineOnceInTwoSeconds() {
        AtomicInteger reads = new AtomicInteger();
        TimelineStore another = new DynamoTimelineStore(
                ObservedPort.of(
                        DynamoDbClient.class,
                        stack.dynamoDb,
                        ObservedPort.before("DynamoDbClient.getItem", reads::incrementAndGet)),
                stack.name("GROUPS_TABLE"),
                clock);
        another.inForce();
        publishFirst();
        clock.advance(Duration.ofSeconds(2).minusNanos(1));
        assertThat(another.inForce().announced()).isFalse();
        assertThat(reads).hasValue(1);
        clock.advance(Duration.ofNanos(1));
        assertThat(another.inForce().version()).isEqualTo(1);
        assertThat(reads).hasValue(2);
    }

    @Test
    void doesNotGoOnWithDatesThatItCannotRead() {
        stack.put(
                "GROUPS_TABLE",
                Map.of(
                        "group", AttributeValue.fromS("timeline"),
                        "document", AttributeValue.fromS("{\"version\": 3}"),
                        "by", AttributeValue.fromS("Ada"),
                        "reason", AttributeValue.fromS("by hand")));
        assertThatThrownBy(store::inForce).isInstanceOf(PermanentFailure.class);
    }

    @Test
    void losesNothingWhereThePublisherDiesBetweenKeepingAndReplacing() {
        publishFirst();
        Publication read = store.current();
        Publication next = version(2);

        assertThatThrownBy(() -> dyingAtTheSecondWrite().publish(read, next)).isInstanceOf(Died.class);

        assertThat(store.current()).isEqualTo(read);
        assertThat(store.replaced(1)).contains(read);
        assertThat(store.publish(read, next)).isTrue();
        assertThat(store.current()).isEqualTo(next);
        assertThat(store.replaced(1)).contains(read);
    }

    private TimelineStore dyingAtTheSecondWrite() {
        AtomicInteger writes = new AtomicInteger();
        DynamoDbClient dying = ObservedPort.of(
                DynamoDbClient.class, stack.dynamoDb, ObservedPort.before("DynamoDbClient.putItem", () -> {
                    if (writes.incrementAndGet() == 2) {
                        throw new Died();
                    }
                }));
        return new DynamoTimelineStore(dying, stack.name("GROUPS_TABLE"), clock);
    }

    /** The process is no more. */
    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
