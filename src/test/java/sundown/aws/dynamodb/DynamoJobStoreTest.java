package sundown.aws.dynamodb;

import java.util.Random;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.JobStoreContract;

@OnAnyCloud
class DynamoJobStoreTest extends JobStoreContract {
    DynamoJobStoreTest(AwsStack stack) {
        super(new DynamoJobStore(stack.dynamoDb, stack.name("JOBS_TABLE"), new Random(1)));
    }
}
