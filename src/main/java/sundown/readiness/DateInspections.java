package sundown.readiness;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import sundown.gallery.GalleryLayout;
import sundown.milestone.Milestone.Milestones;
import sundown.milestone.Schedules;
import sundown.milestone.Schedules.GroupMilestone;
import sundown.milestone.Schedules.ScheduledDate;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.readiness.Readiness.Outcome;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/** The dates and regions of the timeline in force, against what was deployed for them. */
@Singleton
record DateInspections(
        TimelineStore timelines, Schedules schedules, Milestones milestones, BucketGuards guards, GalleryLayout layout)
        implements Inspections {
    @Override
    public List<Inspection> list(Instant now) {
        return List.of(
                new Inspection(
                        "timeline",
                        "dynamodb:GetItem of the groups table",
                        () -> DateRules.published(timelines.current())),
                new Inspection("bucket-policies", "s3:GetBucketPolicy", () -> announced(this::policies)),
                new Inspection(
                        "schedules", "scheduler:GetSchedule", () -> announced(timeline -> schedules(timeline, now))),
                new Inspection("regions", "dynamodb:GetItem of the groups table", () -> announced(DateRules::regions)));
    }

    private Outcome announced(Function<Timeline, Outcome> check) {
        return DateRules.announced(timelines.current().timeline(), check);
    }

    private Outcome policies(Timeline timeline) {
        return DateRules.policies(
                timeline.groups(),
                PurgedBucket.parts(layout)
                        .map(part -> guards.read(part.bucket(), part.layout()))
                        .toList());
    }

    private Outcome schedules(Timeline timeline, Instant now) {
        List<ScheduledDate> ahead = timeline.groups().stream()
                .flatMap(group -> ScheduledDate.of(group, milestones))
                .filter(date -> date.at().isAfter(now))
                .toList();
        Map<GroupMilestone, Instant> found = ahead.stream()
                .map(ScheduledDate::name)
                .flatMap(name -> schedules.findTime(name).map(at -> Map.entry(name, at)).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return DateRules.schedules(ahead, found);
    }
}
