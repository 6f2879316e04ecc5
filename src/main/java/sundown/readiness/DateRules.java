package sundown.readiness;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.Region;
import sundown.gallery.BucketLayout;
import sundown.gallery.ObjectKey;
import sundown.milestone.Schedules.GroupMilestone;
import sundown.milestone.Schedules.ScheduledDate;
import sundown.readiness.BucketGuards.Guards;
import sundown.readiness.Readiness.Outcome;
import sundown.timeline.Group;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore.Publication;

/** Judges whether the timeline's dates and regions are those that AWS and the world know. Pure. */
final class DateRules {
    private DateRules() {}

    private static final String PUBLISH =
            "Publish the timeline: docs/runbook/timeline.md says how. Until then Sundown does nothing.";

    /** Nothing happens before an operator has published a timeline. */
    static Outcome published(Publication current) {
        return current.timeline().announced()
                ? Outcome.pass("Version " + current.version() + " of the timeline is in force.")
                : Outcome.fail("No timeline is published: nothing is announced.", PUBLISH);
    }

    /** A check of what follows from the timeline waits for the first one. */
    static Outcome announced(Timeline timeline, Function<Timeline, Outcome> check) {
        return timeline.announced()
                ? check.apply(timeline)
                : Outcome.warn("This waits for the timeline, of which no version is published.", PUBLISH);
    }

    /** The first close guards what keeps no groups apart. */
    static Outcome policies(List<Group> groups, List<Guards> guards) {
        List<String> faults = guards.stream()
                .flatMap(bucket -> Stream.concat(
                        closes(groups, bucket.layout()).entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .filter(close -> !close.getValue()
                                        .equals(bucket.notBefore().get(close.getKey())))
                                .map(close -> "the " + name(bucket) + " bucket guards " + named(close.getKey()) + " "
                                        + until(bucket.notBefore().get(close.getKey())) + ", and it closes at "
                                        + close.getValue()),
                        Stream.of("the " + name(bucket) + " bucket lets what is under no group's prefix be deleted")
                                .filter(fault -> !bucket.others())))
                .toList();
        return faults.isEmpty()
                ? Outcome.pass("S3 refuses deletions in " + guards.size() + " buckets before each of the "
                        + groups.size() + " closes"
                        + (guards.stream().map(Guards::layout).allMatch(BucketLayout::keepsGroupsApart)
                                ? "."
                                : ", in the gallery before the first of them."))
                : Outcome.fail(
                        sentence(faults),
                        "Deploy again with Group1Close (2, 3) as in the timeline in force, by ./sundown guards: the stack"
                                + " of each of these buckets.");
    }

    private static Map<String, Instant> closes(List<Group> groups, BucketLayout layout) {
        return groups.stream()
                .collect(Collectors.toMap(
                        group -> layout.prefix(group.id()),
                        group -> group.dates().close(),
                        BinaryOperator.minBy(Comparator.<Instant>naturalOrder())));
    }

    private static String name(Guards guards) {
        String root = guards.layout().root();
        return root.isEmpty() ? guards.bucket().name().toLowerCase(Locale.ROOT) : ObjectKey.bucket(root);
    }

    private static String named(String prefix) {
        return prefix.isEmpty() ? "everything" : prefix;
    }

    private static String until(Instant guarded) {
        return guarded == null ? "not at all" : "until " + guarded;
    }

    /** @param ahead the dates to come */
    static Outcome schedules(List<ScheduledDate> ahead, Map<GroupMilestone, Instant> found) {
        List<String> faults = ahead.stream()
                .filter(date -> !date.at().equals(found.get(date.name())))
                .map(date -> name(date) + " comes at " + date.at() + ", and its schedule "
                        + (found.containsKey(date.name()) ? "at " + found.get(date.name()) : "is missing or disabled"))
                .toList();
        return faults.isEmpty()
                ? Outcome.pass("Each of the " + ahead.size() + " dates ahead has its schedule.")
                : Outcome.fail(
                        sentence(faults),
                        "The sweep sets schedules within a minute: look at the log of sweep, or publish the timeline"
                                + " again as its next version.");
    }

    private static String name(ScheduledDate date) {
        return date.milestone().toString().toLowerCase(Locale.ROOT).replace('_', '-') + " of group " + date.group();
    }

    /** A code that is assigned to no country is most often a typing error, and its country is in another group. */
    static Outcome regions(Timeline timeline) {
        List<String> unknown = Stream.concat(
                        timeline.exempt().stream(),
                        timeline.groups().stream().flatMap(group -> group.regions().stream()))
                .filter(region -> !region.assigned())
                .map(Region::code)
                .sorted()
                .toList();
        Map<String, Long> sizes = Stream.of(Locale.getISOCountries())
                .map(Region::new)
                .collect(Collectors.groupingBy(
                        region -> timeline.groupOf(region)
                                .map(Group::id)
                                .map(id -> "in group " + id)
                                .orElse("exempt"),
                        TreeMap::new,
                        Collectors.counting()));
        return unknown.isEmpty()
                ? Outcome.pass("Every region of ISO 3166-1 is in one group or exempt: "
                        + sizes.entrySet().stream()
                                .map(size -> size.getValue() + " " + size.getKey())
                                .collect(Collectors.joining(", "))
                        + ".")
                : Outcome.fail(
                        "The timeline names regions that ISO 3166-1 does not have: " + String.join(", ", unknown) + ".",
                        "Nobody is registered there. A published group's regions cannot change: if the opening is"
                                + " ahead, deploy a new stack and publish the corrected timeline there.");
    }

    /** The first faults, so that an answer stays short however many there are. */
    static String sentence(List<String> faults) {
        String shown = faults.stream().limit(5).collect(Collectors.joining("; "));
        String more = faults.size() > 5 ? "; and " + (faults.size() - 5) + " more" : "";
        return shown.substring(0, 1).toUpperCase(Locale.ROOT) + shown.substring(1) + more + ".";
    }
}
