package sundown.aws.dynamodb;

import java.security.SecureRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.ApprovalStoreContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.purge.ApprovalStore;

@ExtendWith(EmulatorsExtension.class)
class DynamoApprovalStoreTest extends ApprovalStoreContract {
    private final ApprovalStore store;

    DynamoApprovalStoreTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        store = new DynamoApprovalStore(stack.dynamoDb(), stack.name("GROUPS_TABLE"), new SecureRandom());
    }

    @Override
    protected ApprovalStore store() {
        return store;
    }
}
