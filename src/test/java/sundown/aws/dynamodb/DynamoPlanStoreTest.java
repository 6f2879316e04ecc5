package sundown.aws.dynamodb;

import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.PlanStoreContract;

@OnAnyCloud
class DynamoPlanStoreTest extends PlanStoreContract {
    DynamoPlanStoreTest(AwsStack stack) {
        super(new DynamoPlanStore(stack.dynamoDb, stack.name("GROUPS_TABLE")));
    }
}
