package sundown.timeline;

import java.time.Instant;
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

    /** This group, with refunds that begin then. */
    Group refundedFrom(Instant begin) {
        return new Group(id, regions, zone, dates.refundedFrom(begin));
    }

    /** This group for a user whose exports end then, if that is after its close; otherwise this group as it is. */
    public Group closingAt(Instant close) {
        return close.isAfter(dates.close()) ? new Group(id, regions, zone, dates.closingAt(close)) : this;
    }

    /** This group, as far as its users are told of it: it begins to refund when it must. */
    Group asPromised() {
        return refundedFrom(dates.refundBy());
    }

    /** A group that names no zone. */
    public Group(GroupId id, Set<Region> regions, Dates dates) {
        this(id, regions, Optional.empty(), dates);
    }
}
