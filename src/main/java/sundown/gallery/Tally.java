package sundown.gallery;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A number of items and their total bytes.
 *
 * @param items at least 0
 * @param bytes at least 0
 */
@RegisterForReflection
@JsonPropertyOrder(alphabetic = true)
public record Tally(long items, long bytes) {
    public static final Tally NONE = new Tally(0, 0);

    public Tally {
        if (items < 0 || bytes < 0) {
            throw new IllegalArgumentException("a tally cannot be less than nothing");
        }
    }

    public static Tally one(long bytes) {
        return new Tally(1, bytes);
    }

    public Tally plus(Tally other) {
        return new Tally(Math.addExact(items, other.items), Math.addExact(bytes, other.bytes));
    }

    /**
     * Subtracts another tally.
     *
     * @throws IllegalArgumentException when the other is larger
     */
    public Tally minus(Tally other) {
        return new Tally(items - other.items, bytes - other.bytes);
    }

    /** The larger of each figure. */
    public Tally atLeast(Tally other) {
        return new Tally(Math.max(items, other.items), Math.max(bytes, other.bytes));
    }
}
