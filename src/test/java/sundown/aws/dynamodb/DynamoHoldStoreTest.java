package sundown.aws.dynamodb;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.HoldStoreContract;
import sundown.hold.HoldStore;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;

@ExtendWith(EmulatorsExtension.class)
class DynamoHoldStoreTest extends HoldStoreContract {
    private final HoldStore store;

    DynamoHoldStoreTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        store = new DynamoHoldStore(stack.dynamoDb(), stack.name("HOLDS_TABLE"), stack.name("GROUPS_TABLE"));
    }

    @Override
    protected HoldStore store() {
        return store;
    }
}
