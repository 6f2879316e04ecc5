package sundown.purge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The number and size of entries.
 *
 * @param bytes of the versions
 * @param shared entries of objects on which others may have claims. They count here alone, and for each of their users:
 *     one who is deleted gives them up, and the last deletes them
 */
@RegisterForReflection
public record Totals(
        long versions,
        long markers,
        long uploads,
        long bytes,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        long shared) {
    public static final Totals NONE = new Totals(0, 0, 0, 0);

    public Totals {
        if (versions < 0 || markers < 0 || uploads < 0 || bytes < 0 || shared < 0) {
            throw new IllegalArgumentException("a count is negative");
        }
    }

    /** The totals of a user's own entries. */
    public Totals(long versions, long markers, long uploads, long bytes) {
        this(versions, markers, uploads, bytes, 0);
    }

    /** The totals with one entry more. */
    public Totals plus(BucketEntry entry) {
        if (entry.shared()) {
            return plus(new Totals(0, 0, 0, 0, 1));
        }
        return plus(
                switch (entry.kind()) {
                    case VERSION -> new Totals(1, 0, 0, entry.bytes());
                    case MARKER -> new Totals(0, 1, 0, 0);
                    case UPLOAD -> new Totals(0, 0, 1, 0);
                });
    }

    /** The sum of both. */
    public Totals plus(Totals other) {
        return new Totals(
                versions + other.versions,
                markers + other.markers,
                uploads + other.uploads,
                bytes + other.bytes,
                shared + other.shared);
    }

    /** The number of all entries: versions, markers, uploads, and shared ones. */
    public long entries() {
        return versions + markers + uploads + shared;
    }
}
