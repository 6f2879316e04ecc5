package sundown.purge.deletion;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import sundown.edge.Json;

/**
 * What the worker of a chunk of a deletion keeps in its checkpoint.
 *
 * @param finished how many accounts have nothing left of what the manifest names, but for holds
 * @param next when the turn of the next account comes, if the accounts of the chunk are spread evenly
 */
public record DeletionSums(long finished, Instant next) {
    /** With one more that is finished. */
    DeletionSums more() {
        return new DeletionSums(finished + 1, next);
    }

    /** The same, with the turn of the next account moved by an interval. */
    DeletionSums later(Duration interval, Instant now) {
        return new DeletionSums(finished, (next.isBefore(now) ? now : next).plus(interval));
    }

    String write() {
        return Json.write(Map.of("finished", finished, "next", next.toString()));
    }

    static DeletionSums read(String text) {
        JsonNode root = Json.read(text);
        return new DeletionSums(root.path("finished").longValue(), Json.instant(root, "next"));
    }
}
