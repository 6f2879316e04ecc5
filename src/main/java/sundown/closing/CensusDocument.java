package sundown.closing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import sundown.edge.Json;

/** A census as JSON, in the checkpoint of a chunk: {@code moved, downloaded, both, neither, running}. */
public final class CensusDocument {
    private CensusDocument() {}

    /** A census as text. */
    public static String write(Census census) {
        return Json.write(new TreeMap<>(Map.of(
                "moved", census.moved(),
                "downloaded", census.downloaded(),
                "both", census.both(),
                "neither", census.neither(),
                "running", census.running())));
    }

    /**
     * Reads a census.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static Census read(String text) {
        JsonNode root = Json.read(text);
        return new Census(
                number(root, "moved"),
                number(root, "downloaded"),
                number(root, "both"),
                number(root, "neither"),
                number(root, "running"));
    }

    private static long number(JsonNode root, String field) {
        JsonNode value = root.path(field);
        if (!value.isInt() && !value.isLong()) {
            throw new IllegalArgumentException(field + " is not a number");
        }
        return value.longValue();
    }
}
