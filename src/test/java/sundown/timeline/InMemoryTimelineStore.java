package sundown.timeline;

/** A timeline in memory; a change is in force at once. */
public final class InMemoryTimelineStore implements TimelineStore {
    private volatile Timeline inForce = PublishedTimeline.read();

    /** Puts another timeline in force. */
    public void put(Timeline timeline) {
        inForce = timeline;
    }

    @Override
    public Timeline inForce() {
        return inForce;
    }
}
