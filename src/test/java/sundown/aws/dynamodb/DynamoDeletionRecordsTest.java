package sundown.aws.dynamodb;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.DeletionRecordsContract;

@ExtendWith(AwsStackExtension.class)
class DynamoDeletionRecordsTest extends DeletionRecordsContract {
    DynamoDeletionRecordsTest(AwsStack stack) {
        super(new DynamoDeletionRecords(stack.dynamoDb(), stack.name("DELETIONS_TABLE")));
    }
}
