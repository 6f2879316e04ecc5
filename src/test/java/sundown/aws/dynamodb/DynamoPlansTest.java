package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.PlansContract;
import sundown.contract.SamplePurges;
import sundown.purge.Plan;
import sundown.purge.Plans;
import sundown.timeline.GroupId;

@OnAnyCloud
class DynamoPlansTest extends PlansContract {
    private final AwsStack stack;

    DynamoPlansTest(AwsStack stack) {
        this.stack = stack;
    }

    @Override
    protected Plans plans() {
        return new DynamoPlanStore(stack.dynamoDb, stack.name("GROUPS_TABLE"));
    }

    @Override
    protected void put(GroupId group, Plan plan) {
        RowWriter planned = new RowWriter()
                .text("hash", plan.manifest().hex())
                .number("users", plan.users())
                .number("versions", plan.objects() - 3)
                .number("markers", 1)
                .number("uploads", 2)
                .number("bytes", plan.bytes())
                .number("chunks", plan.chunks());
        Map<String, AttributeValue> row = new HashMap<>(begun(group, plan));
        row.put("planned", AttributeValue.fromM(planned.attributes()));
        stack.put("GROUPS_TABLE", row);
    }

    private static Map<String, AttributeValue> begun(GroupId group, Plan plan) {
        return new RowWriter()
                .text("group", "plan-" + group)
                .text("planId", plan.id().value())
                .operator("by", plan.plannedBy())
                .instant("begunAt", plan.at())
                .number("timeline", plan.timelineVersion())
                .number("holdChanges", plan.holdChanges())
                .attributes();
    }

    @Test
    void knowNoPlanBeforeItsManifestIsMade() {
        stack.put("GROUPS_TABLE", begun(new GroupId("1"), SamplePurges.plan(1)));
        assertThat(plans().latest(new GroupId("1"))).isEmpty();
    }
}
