package sundown.aws.dynamodb;

import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.SampleTransfers;
import sundown.contract.TransferStoreContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.runtime.ManualClock;
import sundown.transfer.TransferStore;

@ExtendWith(EmulatorsExtension.class)
class DynamoTransferStoreTest extends TransferStoreContract {
    private final TransferStore store;

    DynamoTransferStoreTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        store = new DynamoTransferStore(
                stack.dynamoDb(), stack.name("TRANSFERS_TABLE"), new ManualClock(SampleTransfers.NOW), new Random(1));
    }

    @Override
    protected TransferStore store() {
        return store;
    }
}
