package sundown.aws.dynamodb;

import java.security.SecureRandom;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.PurgeStoreContract;

@OnAnyCloud
class DynamoPurgeStoreTest extends PurgeStoreContract {
    DynamoPurgeStoreTest(AwsStack stack) {
        super(new DynamoPurgeStore(stack.dynamoDb, stack.name("GROUPS_TABLE"), new SecureRandom()));
    }
}
