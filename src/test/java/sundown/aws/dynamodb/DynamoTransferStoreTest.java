package sundown.aws.dynamodb;

import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.SampleTransfers;
import sundown.contract.TransferStoreContract;
import sundown.runtime.ManualClock;

@ExtendWith(AwsStackExtension.class)
class DynamoTransferStoreTest extends TransferStoreContract {
    DynamoTransferStoreTest(AwsStack stack) {
        super(new DynamoTransferStore(
                stack.dynamoDb(), stack.name("TRANSFERS_TABLE"), new ManualClock(SampleTransfers.NOW), new Random(1)));
    }
}
