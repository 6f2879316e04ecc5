package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.edge.Forwarding;
import sundown.runtime.Records;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/** A deletion depends on the dates as they are, and not as they were a minute ago. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod"})
class PurgeGroupsTest {
    private static final Instant POSTPONED = Given.CLOSE.plus(Duration.ofDays(90));

    private final OperatorCalls calls = new OperatorCalls();
    private final Timeline before = calls.timelines.inForce();
    private final PurgeGroups groups = PurgeFunctions.over(
                    Records.with(
                            calls.ports,
                            "timelines",
                            Forwarding.to(TimelineStore.class, calls.timelines, real -> new Object() {
                                public Timeline inForce() {
                                    return before;
                                }
                            })),
                    Given.SETTINGS,
                    calls.clock)
            .groups();

    @Test
    void knowAtOnceThatACloseWasPostponed() {
        assertThat(groups.circumstances(Given.GROUP).drainedAt()).contains(Given.DRAINED);

        calls.republish(Optional.of(POSTPONED));

        PurgeContext now = groups.circumstances(Given.GROUP);
        assertThat(now.close()).contains(POSTPONED);
        assertThat(now.drainedAt()).isEmpty();
        assertThat(now.timelineVersion()).isEqualTo(before.version() + 1);
    }

    @Test
    void knowAtOnceThatAGroupIsNotInTheTimelineAnyMore() {
        calls.timelines.put(new Timeline(
                before.version() + 1,
                before.exempt(),
                before.groups().stream()
                        .filter(group -> !group.id().equals(Given.GROUP))
                        .toList()));

        assertThat(groups.circumstances(Given.GROUP).close()).isEmpty();
    }
}
