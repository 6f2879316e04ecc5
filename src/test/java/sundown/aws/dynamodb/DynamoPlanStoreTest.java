package sundown.aws.dynamodb;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.PlanStoreContract;

@ExtendWith(AwsStackExtension.class)
class DynamoPlanStoreTest extends PlanStoreContract {
    DynamoPlanStoreTest(AwsStack stack) {
        super(new DynamoPlanStore(stack.dynamoDb(), stack.name("GROUPS_TABLE")));
    }
}
