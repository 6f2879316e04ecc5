package sundown.report;

import jakarta.inject.Singleton;
import java.util.List;
import sundown.job.JobStore;
import sundown.report.CountingStore.Counting;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/** Tells which groups are still to be counted for a report. */
@Singleton
record GroupsLeft(TimelineStore timelines, JobStore jobs) {
    List<GroupId> list(Counting counting) {
        Timeline timeline = timelines.inForce();
        return counting.groups().stream()
                .filter(group ->
                        !CountingRules.counted(jobs.find(Counting.job(group)), counting, timeline.group(group)))
                .toList();
    }
}
