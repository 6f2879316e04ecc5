package sundown.report;

import jakarta.inject.Singleton;
import java.util.List;
import sundown.job.JobStore;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/** Tells which groups are still to be counted for a report. */
@Singleton
final class GroupsLeft {
    private final TimelineStore timelines;
    private final JobStore jobs;

    GroupsLeft(TimelineStore timelines, JobStore jobs) {
        this.timelines = timelines;
        this.jobs = jobs;
    }

    List<GroupId> of(Counting counting) {
        Timeline timeline = timelines.inForce();
        return counting.groups().stream()
                .filter(group ->
                        !CountingRules.counted(jobs.find(Counting.job(group)), counting, timeline.group(group)))
                .toList();
    }
}
