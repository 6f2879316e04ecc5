package sundown.aws.dynamodb;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.WalkStoreContract;

@ExtendWith(AwsStackExtension.class)
class DynamoWalkStoreTest extends WalkStoreContract {
    DynamoWalkStoreTest(AwsStack stack) {
        super(new DynamoWalkStore(stack.dynamoDb(), stack.name("GROUPS_TABLE")));
    }
}
