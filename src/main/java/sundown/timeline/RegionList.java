package sundown.timeline;

import java.util.List;
import sundown.account.Region;

/**
 * The regions that a document names in one place.
 *
 * @param codes those that can be read, as often as they are named; of a group that takes every other region, none
 * @param complete false when something in it cannot be read
 */
record RegionList(List<Region> codes, boolean complete) {
    RegionList {
        codes = List.copyOf(codes);
    }

    /** A list of which nothing can be read. */
    static RegionList unreadable() {
        return new RegionList(List.of(), false);
    }
}
