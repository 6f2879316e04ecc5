package sundown.transfer;

import java.time.Duration;
import java.time.Instant;

/**
 * Stands for bytes that the library has, until an item is created of them.
 *
 * @param value what the library gave
 * @param at when it was given; the library keeps it for a day
 */
public record UploadToken(String value, Instant at) {
    /** An hour less than the library promises, so that none ends on its way. */
    private static final Duration LIFE = Duration.ofHours(23);

    /** True while it can be sent. */
    public boolean usable(Instant now) {
        return now.isBefore(at.plus(LIFE));
    }

    @Override
    public String toString() {
        return "UploadToken[***]";
    }
}
