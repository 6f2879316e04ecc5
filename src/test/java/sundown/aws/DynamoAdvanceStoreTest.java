package sundown.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.advance.Advance;
import sundown.advance.AdvanceStore;
import sundown.advance.Milestone;
import sundown.contract.AdvanceStoreContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.timeline.GroupId;

@ExtendWith(EmulatorsExtension.class)
class DynamoAdvanceStoreTest extends AdvanceStoreContract {
    private final AwsStack stack;
    private final AdvanceStore store;

    DynamoAdvanceStoreTest(Emulators emulators) {
        stack = AwsStack.provision(emulators);
        store = new DynamoAdvanceStore(stack.dynamoDb(), stack.name("GROUPS_TABLE"), new Random(1));
    }

    @Override
    protected AdvanceStore store() {
        return store;
    }

    @Test
    void readsTheRowInItsDocumentedForm() {
        stack.put(
                "GROUPS_TABLE",
                Map.of(
                        "group", AttributeValue.fromS("advance-1"),
                        "acted",
                                AttributeValue.fromM(
                                        Map.of("EXPORTS_OPEN", AttributeValue.fromS("2022-12-01T00:00:00Z"))),
                        "version", AttributeValue.fromN("3")));
        assertThat(store.find(new GroupId("1")))
                .isEqualTo(new Advance(
                        new GroupId("1"), Map.of(Milestone.EXPORTS_OPEN, Instant.parse("2022-12-01T00:00:00Z")), 3));
    }
}
