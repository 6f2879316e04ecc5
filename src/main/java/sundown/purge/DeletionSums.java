package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import sundown.edge.Json;

/**
 * What the worker of a chunk of a deletion keeps in its checkpoint.
 *
 * @param finished how many accounts have nothing left of what the manifest names, but for holds
 * @param turn when the turn of the account before came, if the accounts of the chunk are spread evenly
 */
public record DeletionSums(long finished, Instant turn) {
    /** With one more that is finished. */
    DeletionSums more() {
        return new DeletionSums(finished + 1, turn);
    }

    /** When the turn of the next account comes. */
    Instant next(Duration interval) {
        return turn.plus(interval);
    }

    /** The same, after the turn of the next account. */
    DeletionSums later(Duration interval, Instant now) {
        return new DeletionSums(finished, next(interval).isBefore(now) ? now : next(interval));
    }

    String write() {
        return Json.write(Map.of("finished", finished, "turn", turn.toString()));
    }

    static DeletionSums read(String text) {
        JsonNode root = Json.read(text);
        return new DeletionSums(root.path("finished").longValue(), Json.instant(root, "turn"));
    }
}
