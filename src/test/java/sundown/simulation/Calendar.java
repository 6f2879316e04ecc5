package sundown.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import sundown.account.Region;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.InMemoryTimelineStore;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;

/** The dates of the one group of a world, as they are now. */
final class Calendar {
    static final Region REGION = new Region("IN");

    private final InMemoryTimelineStore timelines = new InMemoryTimelineStore();

    /** The published dates of a group that takes every region. */
    Calendar() {
        Group published = PublishedTimeline.read().groupOf(REGION).orElseThrow();
        timelines.put(new Timeline(
                1, Set.of(new Region("CN")), List.of(new Group(published.id(), Set.of(), published.dates()))));
    }

    InMemoryTimelineStore timelines() {
        return timelines;
    }

    Group group() {
        return timelines.inForce().groupOf(REGION).orElseThrow();
    }

    /** The first instant at which nothing may be exported any more. */
    Instant close() {
        return dates().close();
    }

    /** When fees go back at the latest. */
    Instant refundBy() {
        return dates().refundBy();
    }

    private Dates dates() {
        return group().dates();
    }
}
