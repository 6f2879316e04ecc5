package sundown.purge;

import sundown.account.UserId;

/**
 * The place of a user in a manifest.
 *
 * @param chunk from 0
 */
public record Place(int chunk, UserId user) {
    public Place {
        if (chunk < 0) {
            throw new IllegalArgumentException("there is no such chunk");
        }
    }
}
