package sundown.report;

import sundown.gallery.Tally;

/**
 * How many users there are, and what their galleries hold together.
 *
 * @param users at least 0
 */
public record Headcount(long users, Tally gallery) {
    /** Nobody. */
    public static final Headcount NOBODY = new Headcount(0, Tally.NONE);

    public Headcount {
        if (users < 0) {
            throw new IllegalArgumentException("a number of users is negative");
        }
    }

    /** One user. */
    public static Headcount one(Tally gallery) {
        return new Headcount(1, gallery);
    }

    /** Both together. */
    public Headcount plus(Headcount other) {
        return new Headcount(Math.addExact(users, other.users), gallery.plus(other.gallery));
    }
}
