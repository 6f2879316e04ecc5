package sundown.milestone;

import sundown.contract.FollowedTimelineContract;

class InMemoryFollowedTimelineTest extends FollowedTimelineContract {
    InMemoryFollowedTimelineTest() {
        super(new InMemoryFollowedTimeline());
    }
}
