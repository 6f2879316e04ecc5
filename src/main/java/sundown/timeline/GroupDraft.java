package sundown.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A group as far as a document can be read.
 *
 * @param name what the group is called in a sentence
 * @param dates those that can be read
 */
record GroupDraft(String name, Optional<GroupId> id, RegionList regions, Map<DateName, Instant> dates) {
    GroupDraft {
        dates = Map.copyOf(dates);
    }

    boolean takesEveryOther() {
        return regions.complete() && regions.codes().isEmpty();
    }

    /** A sentence for each order of its dates that is broken. */
    List<String> disorder() {
        return DateOrder.broken(dates).stream()
                .map(broken -> name + ": " + broken)
                .toList();
    }

    /** The group of a draft without faults. */
    Group group() {
        return new Group(
                id.orElseThrow(),
                Set.copyOf(regions.codes()),
                new Dates(
                        dates.get(DateName.NOTICE),
                        dates.get(DateName.EXPORTS_OPEN),
                        dates.get(DateName.CLOSE),
                        dates.get(DateName.REFUND_BY)));
    }
}
