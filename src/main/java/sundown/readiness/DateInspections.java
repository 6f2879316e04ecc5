package sundown.readiness;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sundown.gallery.GalleryLayout;
import sundown.milestone.Schedules;
import sundown.milestone.Schedules.GroupMilestone;
import sundown.milestone.Schedules.ScheduledDate;
import sundown.purge.plan.PurgedBucket;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/** The dates and regions of the timeline in force, against what was deployed for them. */
@Singleton
final class DateInspections implements Inspections {
    private final TimelineStore timelines;
    private final Schedules schedules;
    private final BucketGuards guards;
    private final GalleryLayout layout;

    DateInspections(TimelineStore timelines, Schedules schedules, BucketGuards guards, GalleryLayout layout) {
        this.timelines = timelines;
        this.schedules = schedules;
        this.guards = guards;
        this.layout = layout;
    }

    @Override
    public List<Inspection> at(Instant now) {
        return List.of(
                new Inspection("bucket-policies", "s3:GetBucketPolicy", this::policies),
                new Inspection("schedules", "scheduler:GetSchedule", () -> scheduled(now)),
                new Inspection("regions", "dynamodb:GetItem of the groups table", () -> DateRules.regions(timeline())));
    }

    private Timeline timeline() {
        return timelines.current().timeline();
    }

    private Outcome policies() {
        return DateRules.policies(
                timeline().groups(),
                PurgedBucket.parts(layout)
                        .map(part -> guards.of(part.bucket(), part.layout()))
                        .toList());
    }

    private Outcome scheduled(Instant now) {
        List<ScheduledDate> ahead = timeline().groups().stream()
                .flatMap(ScheduledDate::of)
                .filter(date -> date.at().isAfter(now))
                .toList();
        Map<GroupMilestone, Instant> found = ahead.stream()
                .map(ScheduledDate::name)
                .flatMap(name -> schedules.at(name).map(at -> Map.entry(name, at)).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return DateRules.schedules(ahead, found);
    }
}
