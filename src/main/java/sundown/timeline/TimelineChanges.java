package sundown.timeline;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.Region;
import sundown.timeline.Dates.DateName;
import sundown.timeline.Dates.TimelineDate;

/** The differences between two versions, one line each, in the words of the document. */
final class TimelineChanges {
    private TimelineChanges() {}

    /**
     * The regions and dates of a first version, because its regions stay as they are; otherwise the changed dates, then
     * the regions that become exempt. The rules of publication allow no other change.
     */
    static List<String> describe(Timeline before, Timeline after) {
        return before.announced()
                ? Stream.concat(dates(before, after), exempt(before, after)).toList()
                : Stream.concat(
                                Stream.of("exempt: " + describe(after.exempt(), "no region")),
                                after.groups().stream().flatMap(TimelineChanges::announced))
                        .toList();
    }

    private static Stream<String> announced(Group group) {
        return Stream.concat(
                Stream.of("group " + group.id() + ": regions " + describe(group.regions(), "every other")),
                Stream.concat(
                        Arrays.stream(DateName.values())
                                .map(date ->
                                        "group " + group.id() + ": " + date.member() + " " + date.find(group.dates())),
                        Stream.of("group " + group.id() + ": refunds begin "
                                + group.dates().refundsBegin())));
    }

    private static String describe(Set<Region> regions, String none) {
        return regions.isEmpty()
                ? none
                : regions.stream().map(Region::code).sorted().collect(Collectors.joining(", "));
    }

    /** The line of one date. */
    static String line(GroupId group, DateName date, Dates before, TimelineDate after) {
        return "group " + group + ": " + date.member() + " " + date.find(before) + " -> " + after;
    }

    private static Stream<String> dates(Timeline before, Timeline after) {
        return before.groups().stream()
                .flatMap(old -> after.group(old.id()).stream()
                        .flatMap(next -> Stream.concat(dates(old, next), begin(old, next))));
    }

    private static Stream<String> begin(Group before, Group after) {
        Instant from = before.dates().refundsBegin();
        Instant to = after.dates().refundsBegin();
        return from.equals(to)
                ? Stream.empty()
                : Stream.of("group " + before.id() + ": refunds begin " + from + " -> " + to);
    }

    private static Stream<String> dates(Group before, Group after) {
        return Arrays.stream(DateName.values())
                .filter(date -> !date.find(before.dates()).equals(date.find(after.dates())))
                .map(date -> line(before.id(), date, before.dates(), date.find(after.dates())));
    }

    private static Stream<String> exempt(Timeline before, Timeline after) {
        return after.exempt().stream()
                .sorted(Comparator.comparing(Region::code))
                .flatMap(region -> before.groupOf(region).stream()
                        .map(group -> "region " + region + ": group " + group.id() + " -> exempt"));
    }
}
