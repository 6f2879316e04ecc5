package sundown.aws.dynamodb;

import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.WalkStoreContract;

@OnAnyCloud
class DynamoWalkStoreTest extends WalkStoreContract {
    DynamoWalkStoreTest(AwsStack stack) {
        super(new DynamoWalkStore(stack.dynamoDb(), stack.name("GROUPS_TABLE")));
    }
}
