package sundown.aws.dynamodb;

import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.KillSwitchContract;

@OnAnyCloud
class DynamoKillSwitchTest extends KillSwitchContract {
    DynamoKillSwitchTest(AwsStack stack) {
        super(new DynamoKillSwitch(stack.dynamoDb, stack.name("GROUPS_TABLE")));
    }
}
