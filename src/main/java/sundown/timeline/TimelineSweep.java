package sundown.timeline;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;
import sundown.sweep.TaskName;

/** Stores, once, the timeline that the deployment starts from. */
@Singleton
public final class TimelineSweep implements SweepTask {
    private static final Logger LOG = Logger.getLogger(TimelineSweep.class);

    private final TimelineStore timelines;
    private final Clock clock;
    private volatile boolean begun;

    TimelineSweep(TimelineStore timelines, Clock clock) {
        this.timelines = timelines;
        this.clock = clock;
    }

    @Override
    public TaskName name() {
        return TaskName.TIMELINE;
    }

    @Override
    public int run(SweepRun run) {
        return begun
                ? 0
                : run.attempt(this, this::begin, 0, failed -> LOG.error("the timeline could not be stored", failed));
    }

    private int begin() {
        boolean first = timelines.begin(Publication.start(PublishedTimeline.read(), Optional.of(clock.instant())));
        begun = true;
        return first ? 1 : 0;
    }
}
