package sundown.aws.dynamodb;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.KillSwitchContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.purge.KillSwitch;

@ExtendWith(EmulatorsExtension.class)
class DynamoKillSwitchTest extends KillSwitchContract {
    private final KillSwitch killSwitch;

    DynamoKillSwitchTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        killSwitch = new DynamoKillSwitch(stack.dynamoDb(), stack.name("GROUPS_TABLE"));
    }

    @Override
    protected KillSwitch killSwitch() {
        return killSwitch;
    }
}
