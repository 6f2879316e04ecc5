package sundown.timeline;

import java.util.Set;
import sundown.account.Region;

/**
 * A region group and its dates.
 *
 * @param regions its regions; empty for the group that takes every region no other group names
 */
public record Group(GroupId id, Set<Region> regions, Dates dates) {
    public Group {
        regions = Set.copyOf(regions);
    }
}
