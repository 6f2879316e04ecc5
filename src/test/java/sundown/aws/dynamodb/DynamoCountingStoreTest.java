package sundown.aws.dynamodb;

import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.CountingStoreContract;

@OnAnyCloud
class DynamoCountingStoreTest extends CountingStoreContract {
    DynamoCountingStoreTest(AwsStack stack) {
        super(new DynamoCountingStore(stack.dynamoDb, stack.name("GROUPS_TABLE")));
    }
}
