package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import sundown.job.Chunk;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.milestone.MilestoneFunctions;
import sundown.milestone.MilestoneRules;
import sundown.milestone.MilestoneRules.Due;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.purge.close.ClosingStore.Closing;
import sundown.purge.close.SampleClosings;
import sundown.refund.RefundLedger;
import sundown.timeline.Group;
import sundown.timeline.GroupId;

/**
 * What the dates of {@link TestTimeline} brought long ago. Without it the first sweep of an installation does all of
 * that at once, with a dozen functions that start, while a test looks at something else.
 */
final class Past {
    private static final List<GroupId> OPENED = List.of(new GroupId("1"), new GroupId("2"));
    private static final GroupId CLOSED = new GroupId("2");

    private final Installation sundown;
    private final Instant now;

    private Past(Installation sundown) {
        this.sundown = sundown;
        this.now = sundown.clock.instant();
    }

    /**
     * All dates that have come are acted on, memberships are cancelled, fees are sent for, and what was closed is
     * drained.
     */
    static void end(Installation sundown) {
        Past past = new Past(sundown);
        sundown.timeline().groups().forEach(past::actOnItsDates);
        OPENED.forEach(group -> past.endJob("memberships", group, Setup.CHUNKS));
        past.endJob("refunds", CLOSED, RefundLedger.PARTS);
        drain(sundown);
    }

    /** What was closed is drained, an hour after its close. */
    static void drain(Installation sundown) {
        Instant close = sundown.timeline().group(CLOSED).orElseThrow().dates().close();
        Closing drained = SampleClosings.drained(CLOSED, close, close.plus(Duration.ofHours(1)));
        assertThat(sundown.closings().save(drained)).isPresent();
    }

    private void actOnItsDates(Group group) {
        ReachedMilestones advance = ReachedMilestones.begun(group.id());
        for (Due due : MilestoneRules.due(group, MilestoneFunctions.MILESTONES, advance, now)) {
            advance = MilestoneRules.acted(advance, due).orElseThrow();
        }
        assertThat(sundown.advances().save(advance)).isTrue();
    }

    private void endJob(String work, GroupId group, int chunks) {
        JobId id = new JobId(work, group);
        sundown.jobs().begin(Job.begun(id, chunks, now), now);
        IntStream.range(0, chunks)
                .mapToObj(number -> new Chunk(id, number, now, Optional.empty(), true, now, Map.of(), "0", 0))
                .forEach(chunk -> sundown.jobs().end(chunk, true));
    }
}
