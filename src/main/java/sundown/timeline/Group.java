package sundown.timeline;

import java.util.Set;
import sundown.account.Region;

/**
 * A region group and its dates.
 *
 * @param regions its regions; empty for the group of every region that no other group names
 */
public record Group(GroupId id, Set<Region> regions, Dates dates) {
    public Group {
        regions = Set.copyOf(regions);
    }
}
