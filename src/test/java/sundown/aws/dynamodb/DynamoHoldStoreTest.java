package sundown.aws.dynamodb;

import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.HoldStoreContract;

@OnAnyCloud
class DynamoHoldStoreTest extends HoldStoreContract {
    DynamoHoldStoreTest(AwsStack stack) {
        super(new DynamoHoldStore(stack.dynamoDb, stack.name("HOLDS_TABLE"), stack.name("GROUPS_TABLE")));
    }
}
