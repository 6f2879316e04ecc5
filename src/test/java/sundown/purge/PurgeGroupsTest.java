package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.Region;
import sundown.edge.Forwarding;
import sundown.runtime.Records;
import sundown.timeline.GroupId;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;
import sundown.timeline.TimelineStore.Publication;

/** A deletion depends on the dates as they are, and not as they were a minute ago. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod"})
class PurgeGroupsTest {
    private static final Instant POSTPONED = Given.CLOSE.plus(Duration.ofDays(90));

    private final OperatorCalls calls = new OperatorCalls();
    private final Timeline before = calls.timelines.inForce();
    private final PurgeGroups groups = Records.with(
                    calls.ports(),
                    "timelines",
                    Forwarding.to(TimelineStore.class, calls.timelines, real -> new Object() {
                        public Timeline inForce() {
                            return before;
                        }
                    }))
            .purgeFunctions(Given.SETTINGS, calls.clock)
            .groups();

    @Test
    void knowAtOnceThatACloseWasPostponed() {
        assertThat(groups.circumstances(Given.GROUP).drainedAt()).contains(Given.DRAINED);

        calls.republish(Optional.of(POSTPONED));

        PurgeContext now = groups.circumstances(Given.GROUP);
        assertThat(now.close()).contains(POSTPONED);
        assertThat(now.drainedAt()).isEmpty();
        assertThat(now.timeline().version()).isEqualTo(before.version() + 1);
    }

    @Test
    void knowSinceWhenAGroupHasItsDates() {
        publish(new GroupId("2"), POSTPONED);
        publish(new GroupId("3"), POSTPONED);
        assertThat(groups.circumstances(Given.GROUP).datesSince()).isEqualTo(before.version());

        publish(Given.GROUP, POSTPONED);
        publish(Given.GROUP, Given.CLOSE);
        publish(new GroupId("2"), Given.CLOSE);
        assertThat(groups.circumstances(Given.GROUP).timeline().version()).isEqualTo(before.version() + 5);
        assertThat(groups.circumstances(Given.GROUP).datesSince()).isEqualTo(before.version() + 4);
    }

    /** One group takes every region that is not named. */
    @Test
    void knowThatRegionsOfOtherGroupsAreItsOwn() {
        GroupId everyOther = new GroupId("3");
        calls.plans.put(everyOther, Given.plan("plan00001", "a", 250, before.version(), 0));
        publish(new Timeline(
                before.version() + 1,
                Stream.concat(before.exempt().stream(), Stream.of(new Region("FR")))
                        .collect(Collectors.toSet()),
                before.groups()));
        assertThat(groups.circumstances(everyOther).datesSince()).isEqualTo(before.version() + 1);
    }

    private void publish(GroupId changed, Instant close) {
        Timeline read = calls.timelines.current().timeline();
        publish(new Timeline(
                read.version() + 1,
                read.exempt(),
                read.groups().stream()
                        .map(group -> group.id().equals(changed) ? OperatorCalls.closing(group, close) : group)
                        .toList()));
    }

    private void publish(Timeline next) {
        Publication read = calls.timelines.current();
        assertThat(calls.timelines.publish(read, PublishedTimeline.inForce(next)))
                .isTrue();
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
