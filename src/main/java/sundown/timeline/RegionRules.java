package sundown.timeline;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.Region;
import sundown.timeline.TimelineDocument.GroupDocument;

/**
 * No region moves to another group and no group is removed: object keys begin with the group, {@code 1/user/…}. A
 * region may become exempt, and then stays exempt.
 */
final class RegionRules {
    private static final String FILED = ", and galleries are filed under their group";

    private RegionRules() {}

    /** A sentence for each change of regions and groups that is not allowed. */
    static List<String> moves(Timeline inForce, TimelineDocument proposed) {
        return Stream.of(
                        missing(inForce, proposed),
                        moved(inForce, proposed),
                        everyOther(inForce, proposed),
                        noLongerExempt(inForce, proposed))
                .flatMap(sentences -> sentences)
                .toList();
    }

    private static Stream<String> missing(Timeline inForce, TimelineDocument proposed) {
        return inForce.groups().stream()
                .map(Group::id)
                .filter(id -> !proposed.ids().contains(id))
                .map(id -> "group " + id + " is not there any more" + FILED);
    }

    private static Stream<String> moved(Timeline inForce, TimelineDocument proposed) {
        Map<String, List<Region>> moves = Stream.concat(
                        inForce.groups().stream().map(Group::regions).flatMap(Collection::stream), proposed.regions())
                .distinct()
                .flatMap(region -> move(region, inForce, proposed).map(move -> Map.entry(move, region)).stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return moves.entrySet().stream().map(move -> codes(move.getValue()) + " would come " + move.getKey() + FILED);
    }

    private static Optional<String> move(Region region, Timeline inForce, TimelineDocument proposed) {
        return inForce.groupOf(region)
                .map(Group::id)
                .flatMap(from -> target(region, from, proposed).map(to -> "from group " + from + " into group " + to));
    }

    /** The other group to which a region would move, if the document is clear about it. */
    private static Optional<GroupId> target(Region region, GroupId from, TimelineDocument proposed) {
        boolean named = proposed.regions().anyMatch(region::equals);
        Stream<GroupId> targets = named
                ? proposed.groups().stream()
                        .filter(group -> group.regions().codes().contains(region))
                        .map(GroupDocument::id)
                : proposed.everyOther().stream();
        return targets.filter(to -> !to.equals(from)).findFirst();
    }

    private static Stream<String> everyOther(Timeline inForce, TimelineDocument proposed) {
        return inForce.everyOther().map(Group::id).stream()
                .flatMap(from -> proposed.everyOther().stream()
                        .filter(to -> !to.equals(from))
                        .map(to -> "every other region would come from group " + from + " into group " + to + FILED));
    }

    private static Stream<String> noLongerExempt(Timeline inForce, TimelineDocument proposed) {
        List<Region> gone = inForce.exempt().stream()
                .filter(region -> !proposed.exempt().contains(region))
                .toList();
        return gone.isEmpty() ? Stream.empty() : Stream.of(codes(gone) + " would no longer be exempt, and stays so");
    }

    private static String codes(List<Region> regions) {
        return regions.stream().map(Region::code).sorted().collect(Collectors.joining(", "));
    }
}
