package sundown.report;

import java.time.Instant;
import sundown.gallery.Tally;

/**
 * How far a group was on one day.
 *
 * @param at when that day's report began
 * @param users all of them
 * @param taken those who had taken their photos out, and what these held
 * @param galleries what all galleries held; at least what was taken
 */
public record Day(Instant at, long users, Headcount taken, Tally galleries) {
    public Day {
        if (taken.users() > users) {
            throw new IllegalArgumentException("more users have taken their photos out than there are");
        }
        galleries = galleries.atLeast(taken.gallery());
    }

    /** Those who had taken nothing yet, and what they would have lost. */
    public Headcount left() {
        return new Headcount(users - taken.users(), galleries.minus(taken.gallery()));
    }
}
