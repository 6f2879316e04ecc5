package sundown.timeline;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.Region;
import sundown.edge.Problem;
import sundown.edge.ProblemType;

/**
 * The public notice as data: where and when the service ends. Once it is announced, every region is in exactly one
 * group or exempt.
 *
 * @param version counts up from 1 with every change of the notice; 0 while nothing is announced
 * @param exempt regions where nothing ends
 * @param groups the groups; exactly one of them names no region and takes every other
 */
public record Timeline(int version, Set<Region> exempt, List<Group> groups) {
    /** Stands for the timeline until an operator has published one: it has no groups, and no region is exempt. */
    public static final Timeline NOT_ANNOUNCED = new Timeline(0, Set.of(), List.of());

    private static final String UNPUBLISHED = "No timeline is published yet.";

    public Timeline {
        exempt = Set.copyOf(exempt);
        groups = List.copyOf(groups);
        boolean nothing = version == 0 && exempt.isEmpty() && groups.isEmpty();
        List<String> faults = faults(
                groups.stream().map(Group::id).toList(),
                Stream.concat(exempt.stream(), groups.stream().flatMap(group -> group.regions().stream()))
                        .toList(),
                groups.stream().filter(group -> group.regions().isEmpty()).count());
        if (!nothing && !faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /** False until an operator has published a timeline. */
    public boolean announced() {
        return version > 0;
    }

    /**
     * A sentence for each fault: every region must be in exactly one group or exempt.
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

    /** Returns the group of this id; empty if there is none. */
    public Optional<Group> group(GroupId id) {
        return groups.stream().filter(group -> group.id().equals(id)).findFirst();
    }

    /**
     * The group of this id.
     *
     * @throws sundown.edge.Problem when there is none
     */
    public Group require(GroupId id) {
        return group(id).orElseThrow(() -> unknownGroup(id));
    }

    /** Refuses an id that no group of this timeline has. */
    public Problem unknownGroup(GroupId named) {
        return Problem.of(
                ProblemType.UNKNOWN_GROUP, announced() ? "No group of the timeline is " + named + "." : UNPUBLISHED);
    }

    /** Refuses a call that needs a date while no timeline is published. */
    public static Problem notAnnounced() {
        return Problem.of(ProblemType.NOT_ANNOUNCED, UNPUBLISHED);
    }

    /**
     * True when a group has the same dates and the same regions in both versions, whenever its refunds begin. Other
     * groups' dates do not matter; other groups' regions and the exempt ones do, because one group takes all that are
     * left.
     */
    public boolean agreesOn(GroupId id, Timeline other) {
        return group(id).map(Group::asPromised).equals(other.group(id).map(Group::asPromised))
                && exempt.equals(other.exempt)
                && regions().equals(other.regions());
    }

    private Map<GroupId, Set<Region>> regions() {
        return groups.stream().collect(Collectors.toMap(Group::id, Group::regions));
    }

    /** Returns the group of a region; empty if the region is exempt, or while nothing is announced. */
    public Optional<Group> groupOf(Region region) {
        if (exempt.contains(region)) {
            return Optional.empty();
        }
        return groups.stream()
                .filter(group -> group.regions().contains(region))
                .findFirst()
                .or(this::everyOther);
    }

    /** True when a region is of a group. */
    public boolean has(GroupId group, Region region) {
        return groupOf(region).filter(own -> own.id().equals(group)).isPresent();
    }

    /** Returns the group that takes every region that is not named; empty while nothing is announced. */
    Optional<Group> everyOther() {
        return groups.stream().filter(group -> group.regions().isEmpty()).findFirst();
    }
}
