package sundown.aws.dynamodb;

import java.security.SecureRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.PurgeStoreContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.purge.PurgeStore;

@ExtendWith(EmulatorsExtension.class)
class DynamoPurgeStoreTest extends PurgeStoreContract {
    private final PurgeStore store;

    DynamoPurgeStoreTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        store = new DynamoPurgeStore(stack.dynamoDb(), stack.name("GROUPS_TABLE"), new SecureRandom());
    }

    @Override
    protected PurgeStore store() {
        return store;
    }
}
