package sundown.aws.dynamodb;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.KillSwitchContract;

@ExtendWith(AwsStackExtension.class)
class DynamoKillSwitchTest extends KillSwitchContract {
    DynamoKillSwitchTest(AwsStack stack) {
        super(new DynamoKillSwitch(stack.dynamoDb(), stack.name("GROUPS_TABLE")));
    }
}
