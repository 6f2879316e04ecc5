package sundown.timeline;

/** Follows the timeline when another version comes into force. */
public interface TimelineFollower {
    /**
     * A version has come into force. This is called once or more, or never if the publishing function crashes, so a
     * follower must also check the version at the sweep.
     *
     * @throws sundown.failure.RetryableFailure when it cannot follow now, and will at the sweep
     */
    void published(Timeline timeline);
}
