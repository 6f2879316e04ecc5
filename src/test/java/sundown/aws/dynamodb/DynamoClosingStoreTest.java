package sundown.aws.dynamodb;

import java.security.SecureRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.closing.ClosingStore;
import sundown.contract.ClosingStoreContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;

@ExtendWith(EmulatorsExtension.class)
class DynamoClosingStoreTest extends ClosingStoreContract {
    private final ClosingStore store;

    DynamoClosingStoreTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        store = new DynamoClosingStore(stack.dynamoDb(), stack.name("GROUPS_TABLE"), new SecureRandom());
    }

    @Override
    protected ClosingStore store() {
        return store;
    }
}
