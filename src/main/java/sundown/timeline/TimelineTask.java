package sundown.timeline;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.sweep.SweepTask;

/** The sweep of the timeline: puts down, once, what the deployment started from. */
@Singleton
public final class TimelineTask implements SweepTask {
    private static final Logger LOG = Logger.getLogger(TimelineTask.class);

    private final TimelineStore timelines;
    private final Clock clock;
    private volatile boolean begun;

    TimelineTask(TimelineStore timelines, Clock clock) {
        this.timelines = timelines;
        this.clock = clock;
    }

    /** What cannot be put down now keeps no other round waiting; it is at the next sweep. */
    @Override
    public int run() {
        try {
            return begun ? 0 : begin();
        } catch (RetryableFailure | PermanentFailure failed) {
            LOG.error("the timeline could not be put down", LoggableFailure.of(failed));
            return 0;
        }
    }

    private int begin() {
        boolean first = timelines.begin(Publication.start(PublishedTimeline.read(), Optional.of(clock.instant())));
        begun = true;
        return first ? 1 : 0;
    }
}
