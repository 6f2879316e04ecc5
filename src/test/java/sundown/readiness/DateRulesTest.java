package sundown.readiness;

import static sundown.purge.BucketListing.PurgedBucket.GALLERY;
import static sundown.readiness.Judged.fails;
import static sundown.readiness.Judged.passes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.Region;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneFunctions;
import sundown.milestone.Schedules.ScheduledDate;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.readiness.BucketGuards.Guards;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore.Publication;

class DateRulesTest {
    private static final Instant CLOSE = Instant.parse("2023-06-01T00:00:00Z");
    private static final Map<String, Instant> CLOSES = Map.of("1/", CLOSE, "2/", CLOSE.plusSeconds(60));
    private static final List<Group> GROUPS = List.of(group("1", CLOSE), group("2", CLOSE.plusSeconds(60)));
    private static final BucketLayout LAYOUT = BucketLayout.GROUP_FIRST;
    private static final ScheduledDate DATE = new ScheduledDate(new GroupId("1"), Milestone.Fixed.CLOSE, CLOSE);

    @Test
    void eachBucketNeedsToGuardEachClose() {
        passes(
                DateRules.policies(GROUPS, List.of(new Guards(GALLERY, LAYOUT, CLOSES, true))),
                "1 buckets before each of the 2 closes");
        fails(
                DateRules.policies(
                        GROUPS, List.of(new Guards(GALLERY, LAYOUT, Map.of("1/", CLOSE, "2/", CLOSE), true))),
                "The gallery bucket guards 2/ until 2023-06-01T00:00:00Z, and it closes at 2023-06-01T00:01:00Z.",
                "Group1Close");
        fails(
                DateRules.policies(
                        GROUPS, List.of(new Guards(PurgedBucket.ARCHIVE, LAYOUT, Map.of("1/", CLOSE), false))),
                "guards 2/ not at all, and it closes at 2023-06-01T00:01:00Z; the archive bucket lets what is under no",
                "Deploy again");
    }

    /** There the key of a photo does not tell its group. */
    @Test
    void wantsTheFirstCloseOfAllWhereUsersComeFirst() {
        Guards archive = new Guards(PurgedBucket.ARCHIVE, LAYOUT, CLOSES, true);
        passes(
                DateRules.policies(
                        GROUPS,
                        List.of(
                                new Guards(
                                        GALLERY,
                                        GalleryLayout.of("user-first/photos/")
                                                .parts()
                                                .getFirst(),
                                        Map.of("photos/", CLOSE),
                                        true),
                                archive)),
                "2 buckets before each of the 2 closes, in the gallery before the first of them.");
        fails(
                DateRules.policies(
                        GROUPS,
                        List.of(
                                new Guards(
                                        GALLERY,
                                        GalleryLayout.of("user-first/").parts().getFirst(),
                                        Map.of("", CLOSE.plusSeconds(60)),
                                        true),
                                archive)),
                "The gallery bucket guards everything until 2023-06-01T00:01:00Z, and it closes at 2023-06-01T00:00:00Z.",
                "Group1Close");
    }

    /** The last day of the Americas is not over at midnight in UTC. */
    @Test
    void wantsEachGuardToLastTheWholePromisedDay() {
        List<Group> groups = PublishedTimeline.sample().groups();
        Map<String, Instant> midnights = Map.of(
                "1/", Instant.parse("2023-05-31T18:30:00Z"),
                "2/", Instant.parse("2023-07-01T00:00:00Z"),
                "3/", Instant.parse("2023-08-01T11:00:00Z"));
        fails(
                DateRules.policies(groups, List.of(new Guards(GALLERY, LAYOUT, midnights, true))),
                "The gallery bucket guards 2/ until 2023-07-01T00:00:00Z, and it closes at 2023-07-01T07:00:00Z.",
                "./sundown guards");
    }

    private static Group group(String id, Instant close) {
        Dates published = PublishedTimeline.read().groups().getFirst().dates();
        return new Group(
                new GroupId(id),
                Set.of(),
                new Dates(published.notice(), published.exportsOpen(), close, published.refundBy()));
    }

    @Test
    void eachDateNeedsItsSchedule() {
        passes(DateRules.schedules(List.of(DATE), Map.of(DATE.name(), CLOSE)), "1 dates ahead");
        fails(
                DateRules.schedules(List.of(DATE), Map.of()),
                "Close of group 1 comes at 2023-06-01T00:00:00Z, and its schedule is missing or disabled.",
                "log of sweep");
        fails(
                DateRules.schedules(List.of(DATE), Map.of(DATE.name(), CLOSE.plusSeconds(1))),
                "its schedule at 2023-06-01T00:00:01Z",
                "log of sweep");
    }

    @Test
    void namesTheFirstFaultsAndCountsTheOthers() {
        List<ScheduledDate> dates = ScheduledDate.of(
                        PublishedTimeline.read().groups().getFirst(), MilestoneFunctions.MILESTONES)
                .toList();
        fails(DateRules.schedules(dates, Map.of()), "; and 6 more.", "sweep");
    }

    @Test
    void eachRegionNeedsItsGroup() {
        passes(DateRules.regions(PublishedTimeline.read()), "1 exempt, 7 in group 1, 6 in group 2, 235 in group 3");
        Timeline published = PublishedTimeline.read();
        Group first = published.groups().getFirst();
        Group mistyped = new Group(first.id(), Set.of(new Region("UK"), new Region("IN")), first.dates());
        Timeline wrong = new Timeline(
                1,
                published.exempt(),
                Stream.concat(Stream.of(mistyped), published.groups().stream().skip(1))
                        .toList());
        fails(DateRules.regions(wrong), "does not have: UK.", "publish the corrected timeline");
    }

    @Test
    void nothingIsReadyBeforeATimelineIsPublished() {
        passes(DateRules.published(PublishedTimeline.inForce(PublishedTimeline.read())), "Version 1 of the timeline");
        fails(DateRules.published(Publication.NONE), "No timeline is published", "docs/runbook/timeline.md");
    }
}
