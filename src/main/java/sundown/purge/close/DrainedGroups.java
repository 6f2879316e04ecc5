package sundown.purge.close;

import jakarta.inject.Singleton;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/** The groups that were found to be drained after the close that they have now. */
@Singleton
public final class DrainedGroups implements Drained {
    private final TimelineStore timelines;
    private final ClosingStore closings;

    public DrainedGroups(TimelineStore timelines, ClosingStore closings) {
        this.timelines = timelines;
        this.closings = closings;
    }

    @Override
    public boolean drained(GroupId id) {
        return timelines
                .inForce()
                .group(id)
                .flatMap(group -> ClosingRules.drained(closings.find(id), group.dates()))
                .isPresent();
    }
}
