package sundown.aws.dynamodb;

import java.security.SecureRandom;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.ApprovalStoreContract;

@OnAnyCloud
class DynamoApprovalStoreTest extends ApprovalStoreContract {
    DynamoApprovalStoreTest(AwsStack stack) {
        super(new DynamoApprovalStore(stack.dynamoDb, stack.name("GROUPS_TABLE"), new SecureRandom()));
    }
}
