package sundown.aws.dynamodb;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.HoldStoreContract;

@ExtendWith(AwsStackExtension.class)
class DynamoHoldStoreTest extends HoldStoreContract {
    DynamoHoldStoreTest(AwsStack stack) {
        super(new DynamoHoldStore(stack.dynamoDb(), stack.name("HOLDS_TABLE"), stack.name("GROUPS_TABLE")));
    }
}
