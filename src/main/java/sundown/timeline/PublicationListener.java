package sundown.timeline;

import java.time.Instant;
import java.util.List;

/** A room that warns before a publication, or follows the timeline after it. */
public interface PublicationListener {
    /** Returns a sentence for each opening that is near and may not go well; the timeline comes into force anyway. */
    default List<String> warnings(Timeline timeline, Instant now) {
        return List.of();
    }

    /**
     * Follows a version that has come into force. This is called once or more, or never if the publishing function
     * crashes, so a follower must also check the version at the sweep.
     *
     * @throws sundown.failure.RetryableFailure when it cannot follow now, and will at the sweep
     */
    default void published(Timeline timeline) {}
}
