package sundown.timeline;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sundown.account.Region;

/**
 * The public notice as data: which regions end when. Every region is in exactly one group or exempt.
 *
 * @param version counts up with every change of the notice
 * @param exempt regions where nothing ends
 * @param groups the groups; exactly one of them names no region and takes every other
 */
public record Timeline(int version, Set<Region> exempt, List<Group> groups) {
    public Timeline {
        exempt = Set.copyOf(exempt);
        groups = List.copyOf(groups);
        requireEachGroupOnce(groups);
        requireEachRegionOnce(exempt, groups);
        if (groups.stream().filter(group -> group.regions().isEmpty()).count() != 1) {
            throw new IllegalArgumentException("exactly one group must take every other region");
        }
    }

    private static void requireEachGroupOnce(List<Group> groups) {
        Set<GroupId> seen = new HashSet<>();
        for (Group group : groups) {
            if (!seen.add(group.id())) {
                throw new IllegalArgumentException("group " + group.id() + " is named twice");
            }
        }
    }

    private static void requireEachRegionOnce(Set<Region> exempt, List<Group> groups) {
        Set<Region> seen = new HashSet<>(exempt);
        for (Group group : groups) {
            for (Region region : group.regions()) {
                if (!seen.add(region)) {
                    throw new IllegalArgumentException("region " + region + " is named twice");
                }
            }
        }
    }

    /** The group of a region, or nothing where the region is exempt. */
    public Optional<Group> groupOf(Region region) {
        if (exempt.contains(region)) {
            return Optional.empty();
        }
        return groups.stream()
                .filter(group -> group.regions().contains(region))
                .findFirst()
                .or(() -> Optional.of(everyOther()));
    }

    private Group everyOther() {
        return groups.stream()
                .filter(group -> group.regions().isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
