package sundown.aws.dynamodb;

import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.DeletionRecordsContract;

@OnAnyCloud
class DynamoDeletionRecordsTest extends DeletionRecordsContract {
    DynamoDeletionRecordsTest(AwsStack stack) {
        super(new DynamoDeletionRecords(stack.dynamoDb, stack.name("DELETIONS_TABLE")));
    }
}
