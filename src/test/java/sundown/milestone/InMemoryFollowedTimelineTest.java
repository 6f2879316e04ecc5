package sundown.milestone;

import sundown.contract.FollowedTimelineContract;

class InMemoryFollowedTimelineTest extends FollowedTimelineContract {
    private final FollowedTimeline followed = new InMemoryFollowedTimeline();

    @Override
    protected FollowedTimeline followed() {
        return followed;
    }
}
