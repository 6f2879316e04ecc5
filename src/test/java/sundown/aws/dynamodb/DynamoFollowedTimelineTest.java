package sundown.aws.dynamodb;

import java.util.Random;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.FollowedTimelineContract;

@OnAnyCloud
class DynamoFollowedTimelineTest extends FollowedTimelineContract {
    DynamoFollowedTimelineTest(AwsStack stack) {
        super(new DynamoMilestoneStore(stack.dynamoDb, stack.name("GROUPS_TABLE"), new Random(1)));
    }
}
