package sundown.report;

import java.time.Instant;
import sundown.gallery.Tally;

/**
 * What all galleries together hold.
 *
 * @param at when the report began for which they were counted
 */
public record GalleryCount(Instant at, Tally tally) {
    /** The same with another gallery. */
    public GalleryCount plus(Tally gallery) {
        return new GalleryCount(at, tally.plus(gallery));
    }
}
