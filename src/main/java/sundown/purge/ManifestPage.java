package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sundown.edge.Json;

/**
 * What one page of a chunk has brought. It is kept before the checkpoint that follows it.
 *
 * @param strange what is below the group's prefix and of no user
 */
record ManifestPage(List<ManifestLine> lines, List<String> strange) {
    static final ManifestPage EMPTY = new ManifestPage(List.of(), List.of());

    ManifestPage {
        lines = List.copyOf(lines);
        strange = List.copyOf(strange);
    }

    boolean empty() {
        return lines.isEmpty() && strange.isEmpty();
    }

    byte[] write() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("lines", lines.stream().map(ManifestLine::members).toList());
        members.put("strange", strange);
        return Json.write(members).getBytes(StandardCharsets.UTF_8);
    }

    static ManifestPage read(byte[] page) {
        JsonNode root = Json.read(new String(page, StandardCharsets.UTF_8));
        return new ManifestPage(
                root.path("lines").valueStream().map(ManifestLine::read).toList(),
                root.path("strange").valueStream().map(JsonNode::textValue).toList());
    }
}
