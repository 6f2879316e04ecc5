package sundown.timeline;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sundown.account.Region;

/** Every region is in exactly one group or exempt. */
final class PartitionRules {
    private PartitionRules() {}

    /**
     * A sentence for each fault.
     *
     * @param named every region that is named, as often as it is
     * @param takingEveryOther how many groups take every region that is not named
     */
    static List<String> faults(List<GroupId> groups, List<Region> named, long takingEveryOther) {
        Stream<String> twice = Stream.concat(
                twice(groups).map(group -> "group " + group + " is named twice"),
                twice(named).map(region -> "region " + region + " is named twice"));
        Stream<String> leftOut = takingEveryOther == 1
                ? Stream.empty()
                : Stream.of("exactly one group must take every other region, and not " + takingEveryOther);
        return Stream.concat(twice, leftOut).toList();
    }

    private static <T> Stream<T> twice(List<T> named) {
        Set<T> seen = new HashSet<>();
        return named.stream().filter(each -> !seen.add(each)).distinct();
    }
}
