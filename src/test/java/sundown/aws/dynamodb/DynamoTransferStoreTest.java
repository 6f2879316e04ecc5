package sundown.aws.dynamodb;

import java.util.Random;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.SampleTransfers;
import sundown.contract.TransferStoreContract;
import sundown.runtime.ManualClock;

@OnAnyCloud
class DynamoTransferStoreTest extends TransferStoreContract {
    DynamoTransferStoreTest(AwsStack stack) {
        super(new DynamoTransferStore(
                stack.dynamoDb, stack.name("TRANSFERS_TABLE"), new ManualClock(SampleTransfers.NOW), new Random(1)));
    }
}
