package sundown.aws.dynamodb;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.CountingStoreContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.report.CountingStore;

@ExtendWith(EmulatorsExtension.class)
class DynamoCountingStoreTest extends CountingStoreContract {
    private final CountingStore store;

    DynamoCountingStoreTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        store = new DynamoCountingStore(stack.dynamoDb(), stack.name("GROUPS_TABLE"));
    }

    @Override
    protected CountingStore store() {
        return store;
    }
}
