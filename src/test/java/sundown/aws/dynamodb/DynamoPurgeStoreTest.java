package sundown.aws.dynamodb;

import java.security.SecureRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.PurgeStoreContract;

@ExtendWith(AwsStackExtension.class)
class DynamoPurgeStoreTest extends PurgeStoreContract {
    DynamoPurgeStoreTest(AwsStack stack) {
        super(new DynamoPurgeStore(stack.dynamoDb(), stack.name("GROUPS_TABLE"), new SecureRandom()));
    }
}
