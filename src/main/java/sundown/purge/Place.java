package sundown.purge;

import java.util.Comparator;
import sundown.account.UserId;

/**
 * The place of a user in a manifest: chunks are in the order of their numbers, and the users of a chunk in the order of
 * their ids, by character.
 *
 * @param chunk from 0
 */
public record Place(int chunk, UserId user) implements Comparable<Place> {
    private static final Comparator<Place> ORDER = Comparator.comparingInt(Place::chunk)
            .thenComparing(place -> place.user().value());

    public Place {
        if (chunk < 0) {
            throw new IllegalArgumentException("there is no such chunk");
        }
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
