package sundown.aws.dynamodb;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.FollowedTimelineContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.milestone.FollowedTimeline;

@ExtendWith(EmulatorsExtension.class)
class DynamoFollowedTimelineTest extends FollowedTimelineContract {
    private final FollowedTimeline followed;

    DynamoFollowedTimelineTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        followed = new DynamoFollowedTimeline(stack.dynamoDb(), stack.name("GROUPS_TABLE"));
    }

    @Override
    protected FollowedTimeline followed() {
        return followed;
    }
}
