package sundown.timeline;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import sundown.account.Region;

/**
 * A region group and its dates.
 *
 * @param regions its regions; empty for the group that takes every region no other group names
 * @param zone in which its local dates are; empty of those in every zone of its regions
 */
public record Group(GroupId id, Set<Region> regions, Optional<ZoneId> zone, Dates dates) {
    public Group {
        regions = Set.copyOf(regions);
    }

    /** A group that names no zone. */
    public Group(GroupId id, Set<Region> regions, Dates dates) {
        this(id, regions, Optional.empty(), dates);
    }
}
