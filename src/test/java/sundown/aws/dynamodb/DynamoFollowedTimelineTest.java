package sundown.aws.dynamodb;

import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.FollowedTimelineContract;

@ExtendWith(AwsStackExtension.class)
class DynamoFollowedTimelineTest extends FollowedTimelineContract {
    DynamoFollowedTimelineTest(AwsStack stack) {
        super(new DynamoMilestoneStore(stack.dynamoDb(), stack.name("GROUPS_TABLE"), new Random(1)));
    }
}
