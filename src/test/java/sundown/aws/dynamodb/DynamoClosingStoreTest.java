package sundown.aws.dynamodb;

import java.security.SecureRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.ClosingStoreContract;

@ExtendWith(AwsStackExtension.class)
class DynamoClosingStoreTest extends ClosingStoreContract {
    DynamoClosingStoreTest(AwsStack stack) {
        super(new DynamoClosingStore(stack.dynamoDb(), stack.name("GROUPS_TABLE"), new SecureRandom()));
    }
}
