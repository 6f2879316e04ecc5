package sundown.aws.dynamodb;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.PlanStoreContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.purge.PlanStore;

@ExtendWith(EmulatorsExtension.class)
class DynamoPlanStoreTest extends PlanStoreContract {
    private final PlanStore store;

    DynamoPlanStoreTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        store = new DynamoPlanStore(stack.dynamoDb(), stack.name("GROUPS_TABLE"));
    }

    @Override
    protected PlanStore store() {
        return store;
    }
}
