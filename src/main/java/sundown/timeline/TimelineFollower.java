package sundown.timeline;

/** What must follow the timeline when another version of it comes into force. */
public interface TimelineFollower {
    /**
     * A version has come into force. It may be told more than once, and not at all where the publishing function dies:
     * a follower must find by itself, at the sweep, what it was not told.
     *
     * @throws sundown.failure.RetryableFailure when it cannot follow now, and will at the sweep
     */
    void published(Timeline timeline);
}
