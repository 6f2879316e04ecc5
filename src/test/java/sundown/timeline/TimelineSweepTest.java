package sundown.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.failure.RetryableFailure;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.sweep.Sweeps;

class TimelineSweepTest {
    private static final Instant NOW = Instant.parse("2022-11-01T12:00:00Z");

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryTimelineStore timelines = new InMemoryTimelineStore();

    @Test
    void recordsWhatTheDeploymentStartedFromAndThenHasNothingToDo() {
        TimelineSweep task = new TimelineSweep(timelines, clock);

        assertThat(task.run(Sweeps.run(clock))).isEqualTo(1);
        assertThat(task.run(Sweeps.run(clock))).isZero();

        assertThat(timelines.current())
                .isEqualTo(Publication.start(PublishedTimeline.read(), Optional.of(NOW)))
                .returns(Publication.DEPLOYMENT, Publication::by)
                .returns("what this deployment started from", Publication::reason);
    }

    @Test
    void leavesWhatIsInForce() {
        Timeline another = new Timeline(
                5, PublishedTimeline.read().exempt(), PublishedTimeline.read().groups());
        timelines.put(another);

        assertThat(new TimelineSweep(timelines, clock).run(Sweeps.run(clock))).isZero();

        assertThat(timelines.inForce()).isEqualTo(another);
    }

    @Test
    void delaysNoOtherTaskAndTriesAgain() {
        boolean[] down = {true};
        TimelineStore store = ObservedPort.of(TimelineStore.class, timelines, call -> {
            if (down[0]) {
                throw new RetryableFailure("DynamoDB cannot be reached");
            }
        });
        TimelineSweep task = new TimelineSweep(store, clock);

        assertThat(task.run(Sweeps.run(clock))).isZero();
        down[0] = false;
        assertThat(task.run(Sweeps.run(clock))).isEqualTo(1);
    }
}
