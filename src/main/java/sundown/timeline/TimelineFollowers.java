package sundown.timeline;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/** All that follows the timeline. */
@Singleton
final class TimelineFollowers {
    private static final Logger LOG = Logger.getLogger(TimelineFollowers.class);

    private final List<TimelineFollower> followers;

    TimelineFollowers(@All List<TimelineFollower> followers) {
        this.followers = followers;
    }

    /**
     * Tells each. The timeline is in force whatever they answer, and one that cannot follow now does so at the next
     * sweep.
     *
     * @return false when one could not follow
     */
    boolean tell(Timeline timeline) {
        return followers.stream()
                        .filter(follower -> !follows(follower, timeline))
                        .count()
                == 0;
    }

    private static boolean follows(TimelineFollower follower, Timeline timeline) {
        try {
            follower.published(timeline);
            return true;
        } catch (RetryableFailure | PermanentFailure failed) {
            LOG.errorf(
                    LoggableFailure.of(failed),
                    "%s does not follow version %d of the timeline yet",
                    follower.getClass().getSimpleName(),
                    timeline.version());
            return false;
        }
    }
}
