package sundown.timeline;

import java.time.Clock;
import java.util.List;
import sundown.edge.OperatorEdge;

/** The operators' functions of the timeline, put together by hand: what the container does in a deployed function. */
public record TimelineFunctions(PublishTimelineFunction publish, ListTimelines list) {
    /** Guards that end after any date of a test. */
    static final PublishTimelineFunction.Guards GUARDS =
            new PublishTimelineFunction.Guards(List.of("1=2100-01-01T00:00:00Z"));

    /** Refunds that take no time. */
    public static final RefundLead NO_LEAD = new RefundLead(List.of(0L, 1L, 0L, 0L));

    /** Puts them together over any store; one person publishes a version. */
    public static TimelineFunctions over(
            TimelineStore timelines, List<PublicationListener> listeners, OperatorEdge edge, Clock clock) {
        return over(timelines, listeners, edge, NO_LEAD, clock);
    }

    /** Puts them together over any store, with refunds that take time. */
    public static TimelineFunctions over(
            TimelineStore timelines,
            List<PublicationListener> listeners,
            OperatorEdge edge,
            RefundLead lead,
            Clock clock) {
        return over(timelines, listeners, edge, 1, lead, clock);
    }

    /** Puts them together where it takes one person to publish a version, or two. */
    static TimelineFunctions over(
            TimelineStore timelines,
            List<PublicationListener> listeners,
            OperatorEdge edge,
            int publishers,
            RefundLead lead,
            Clock clock) {
        return new TimelineFunctions(
                new PublishTimelineFunction(
                        edge,
                        timelines,
                        GUARDS,
                        new PublishTimelineFunction.Publishers(publishers),
                        lead,
                        listeners,
                        clock),
                new ListTimelines(timelines, clock));
    }
}
