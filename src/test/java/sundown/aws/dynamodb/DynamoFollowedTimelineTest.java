package sundown.aws.dynamodb;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.FollowedTimelineContract;

@ExtendWith(AwsStackExtension.class)
class DynamoFollowedTimelineTest extends FollowedTimelineContract {
    DynamoFollowedTimelineTest(AwsStack stack) {
        super(new DynamoFollowedTimeline(stack.dynamoDb(), stack.name("GROUPS_TABLE")));
    }
}
