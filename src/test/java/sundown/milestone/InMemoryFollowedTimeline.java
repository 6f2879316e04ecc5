package sundown.milestone;

import sundown.milestone.Schedules.FollowedTimeline;

/** The note of the version that the schedules follow, in memory. */
public final class InMemoryFollowedTimeline implements FollowedTimeline {
    private volatile int version;

    @Override
    public int version() {
        return version;
    }

    @Override
    public void follow(int noted) {
        version = noted;
    }
}
