package sundown.aws.dynamodb;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.WalkStoreContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.membership.WalkStore;

@ExtendWith(EmulatorsExtension.class)
class DynamoWalkStoreTest extends WalkStoreContract {
    private final WalkStore store;

    DynamoWalkStoreTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        store = new DynamoWalkStore(stack.dynamoDb(), stack.name("GROUPS_TABLE"));
    }

    @Override
    protected WalkStore store() {
        return store;
    }
}
