package sundown.aws.dynamodb;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.CountingStoreContract;

@ExtendWith(AwsStackExtension.class)
class DynamoCountingStoreTest extends CountingStoreContract {
    DynamoCountingStoreTest(AwsStack stack) {
        super(new DynamoCountingStore(stack.dynamoDb(), stack.name("GROUPS_TABLE")));
    }
}
