package sundown.simulation.planted;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.edge.Forwarding;
import sundown.purge.TrustedTime;
import sundown.purge.close.ClosingStore;
import sundown.purge.close.ClosingStore.Closing;
import sundown.purge.close.SampleClosings;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Plant;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;
import sundown.timeline.TimelineStore.Publication;

/**
 * The functions that end groups as they would be without a check of time: to them, every close is a year past, and
 * every pause is over.
 */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod", "UnusedVariable"})
public class WithoutTimeChecks implements Plant {
    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final Duration ALL_WAITING = Duration.ofDays(8);

    @Override
    public boolean hurries() {
        return true;
    }

    @Override
    public <T> T in(Class<T> port, T real) {
        return port.cast(
                switch (real) {
                    case Clock clock -> Clock.offset(clock, ALL_WAITING);
                    case TrustedTime time -> (TrustedTime) () -> time.now().plus(ALL_WAITING);
                    case TimelineStore timelines -> Forwarding.to(TimelineStore.class, timelines, Shifted::new);
                    case ClosingStore closings -> Forwarding.to(ClosingStore.class, closings, ignored -> new Drained());
                    default -> real;
                });
    }

    /** Every group was drained an hour after it closed. */
    private static final class Drained {
        private static final Instant CLOSE = PublishedTimeline.read()
                .groupOf(Calendar.REGION)
                .orElseThrow()
                .dates()
                .close()
                .minus(A_YEAR);

        public Optional<Closing> find(GroupId group) {
            return Optional.of(SampleClosings.drained(group, CLOSE, CLOSE.plus(Duration.ofHours(1)))
                    .saved());
        }
    }

    /** A timeline with closes a year earlier. */
    private record Shifted(TimelineStore real) {
        public Timeline inForce() {
            return shifted(real.inForce());
        }

        public Publication current() {
            Publication current = real.current();
            return new Publication(shifted(current.timeline()), current.by(), current.reason(), current.at());
        }

        private static Timeline shifted(Timeline timeline) {
            List<Group> groups =
                    timeline.groups().stream().map(Shifted::shifted).toList();
            return new Timeline(timeline.version(), timeline.exempt(), groups);
        }

        private static Group shifted(Group group) {
            Dates dates = group.dates();
            return new Group(
                    group.id(),
                    group.regions(),
                    new Dates(
                            dates.notice().minus(A_YEAR),
                            dates.exportsOpen().minus(A_YEAR),
                            dates.close().minus(A_YEAR),
                            dates.refundBy()));
        }
    }
}
