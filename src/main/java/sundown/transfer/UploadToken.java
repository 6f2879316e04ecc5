package sundown.transfer;

import java.time.Duration;
import java.time.Instant;

/**
 * Identifies bytes that the library has, until an item is created from them.
 *
 * @param value the library's token
 * @param at when the library issued it; it is valid for a day
 */
public record UploadToken(String value, Instant at) {
    /** An hour less than the library promises, so that no token expires during a call. */
    private static final Duration LIFE = Duration.ofHours(23);

    public boolean usable(Instant now) {
        return now.isBefore(at.plus(LIFE));
    }

    @Override
    public String toString() {
        return "UploadToken[***]";
    }
}
