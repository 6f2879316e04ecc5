package sundown.aws.dynamodb;

import java.security.SecureRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.ApprovalStoreContract;

@ExtendWith(AwsStackExtension.class)
class DynamoApprovalStoreTest extends ApprovalStoreContract {
    DynamoApprovalStoreTest(AwsStack stack) {
        super(new DynamoApprovalStore(stack.dynamoDb(), stack.name("GROUPS_TABLE"), new SecureRandom()));
    }
}
