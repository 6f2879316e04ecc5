package sundown.purge;

import java.util.List;

/**
 * Accounts whose deletion was begun together: all that the manifest lists between two places.
 *
 * @param finished how many of them were finished when they were last counted
 */
public record Wave(Place first, Place last, long accounts, long finished) {
    public Wave {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("the accounts of a wave are not in the order of the manifest");
        }
        if (finished < 0 || finished > accounts) {
            throw new IllegalArgumentException("more accounts are finished than were begun");
        }
    }

    /** A wave of which nothing is finished. */
    static Wave of(List<Place> accounts) {
        return new Wave(accounts.getFirst(), accounts.getLast(), accounts.size(), 0);
    }

    Wave finished(long now) {
        return new Wave(first, last, accounts, now);
    }

    boolean has(Place place) {
        return first.compareTo(place) <= 0 && place.compareTo(last) <= 0;
    }

    long unfinished() {
        return accounts - finished;
    }
}
