package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import sundown.edge.Json;

/**
 * What one page of the walk found. It is kept as soon as it is known, so that who comes later goes the same way.
 *
 * @param last where the next page begins; nothing at the shard's end
 * @param strange what is below the group's prefix and of no user
 */
record ManifestPage(Optional<String> last, List<ManifestLine> lines, List<String> strange) {
    /** The page after the last one. */
    static final ManifestPage END = new ManifestPage(Optional.empty(), List.of(), List.of());

    ManifestPage {
        lines = List.copyOf(lines);
        strange = List.copyOf(strange);
    }

    byte[] write() {
        Map<String, Object> members = new LinkedHashMap<>();
        last.ifPresent(end -> members.put("last", end));
        members.put("lines", lines.stream().map(ManifestLine::members).toList());
        members.put("strange", strange);
        return Json.write(members).getBytes(StandardCharsets.UTF_8);
    }

    static ManifestPage read(byte[] page) {
        JsonNode root = Json.read(new String(page, StandardCharsets.UTF_8));
        return new ManifestPage(
                root.has("last") ? Optional.of(Json.text(root, "last")) : Optional.empty(),
                elements(root.path("lines")).stream().map(ManifestLine::read).toList(),
                elements(root.path("strange")).stream().map(JsonNode::textValue).toList());
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
