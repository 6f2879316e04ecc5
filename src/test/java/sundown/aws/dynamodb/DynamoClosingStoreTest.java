package sundown.aws.dynamodb;

import java.security.SecureRandom;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.ClosingStoreContract;

@OnAnyCloud
class DynamoClosingStoreTest extends ClosingStoreContract {
    DynamoClosingStoreTest(AwsStack stack) {
        super(new DynamoClosingStore(stack.dynamoDb, stack.name("GROUPS_TABLE"), new SecureRandom()));
    }
}
