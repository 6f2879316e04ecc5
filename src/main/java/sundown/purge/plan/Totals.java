package sundown.purge.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * How much there is.
 *
 * @param bytes of the versions
 */
public record Totals(long versions, long markers, long uploads, long bytes) {
    /** Nothing. */
    public static final Totals NONE = new Totals(0, 0, 0, 0);

    public Totals {
        if (versions < 0 || markers < 0 || uploads < 0 || bytes < 0) {
            throw new IllegalArgumentException("a count is negative");
        }
    }

    /** With one entry more. */
    public Totals plus(BucketEntry entry) {
        return switch (entry.kind()) {
            case VERSION -> new Totals(versions + 1, markers, uploads, bytes + entry.bytes());
            case MARKER -> new Totals(versions, markers + 1, uploads, bytes);
            case UPLOAD -> new Totals(versions, markers, uploads + 1, bytes);
        };
    }

    /** Both together. */
    public Totals plus(Totals other) {
        return new Totals(
                versions + other.versions, markers + other.markers, uploads + other.uploads, bytes + other.bytes);
    }

    /** All that is to be deleted: versions, markers and uploads. */
    public long entries() {
        return versions + markers + uploads;
    }

    /** Puts them into a JSON object, always in the same order. */
    public void putInto(Map<String, Object> members) {
        members.put("versions", versions);
        members.put("markers", markers);
        members.put("uploads", uploads);
        members.put("bytes", bytes);
    }

    /** Reads them from a JSON object; what it lacks is 0. */
    public static Totals in(JsonNode object) {
        return new Totals(
                object.path("versions").longValue(),
                object.path("markers").longValue(),
                object.path("uploads").longValue(),
                object.path("bytes").longValue());
    }
}
