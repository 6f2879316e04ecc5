package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.MilestoneStoreContract;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneStore;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.timeline.GroupId;

@OnAnyCloud
class DynamoMilestoneStoreTest extends MilestoneStoreContract {
    private final AwsStack stack;

    DynamoMilestoneStoreTest(AwsStack stack) {
        super(store(stack));
        this.stack = stack;
    }

    private static MilestoneStore store(AwsStack stack) {
        return new DynamoMilestoneStore(stack.dynamoDb, stack.name("GROUPS_TABLE"), new Random(1));
    }

    @Test
    void readsTheRowInItsDocumentedForm() {
        stack.put(
                "GROUPS_TABLE",
                Map.of(
                        "group", AttributeValue.fromS("advance-1"),
                        "acted", AttributeValue.fromM(Map.of("EXPORTS_OPEN", AttributeValue.fromN("1669852800"))),
                        "version", AttributeValue.fromN("3")));
        assertThat(store(stack).find(new GroupId("1")))
                .isEqualTo(new ReachedMilestones(
                        new GroupId("1"),
                        Map.of(Milestone.Fixed.EXPORTS_OPEN, Instant.parse("2022-12-01T00:00:00Z")),
                        3));
    }
}
