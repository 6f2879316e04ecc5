package sundown.aws.dynamodb;

import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.CallRecordsContract;

@OnAnyCloud
class DynamoCallRecordsTest extends CallRecordsContract {
    DynamoCallRecordsTest(AwsStack stack) {
        super(new DynamoCallRecords(stack.dynamoDb, stack.name("OPERATOR_CALLS_TABLE")));
    }
}
