package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sundown.edge.Json;
import sundown.gallery.ETag;
import sundown.gallery.ObjectKey;

/** An entry as a line of JSON in a user's part of a manifest. */
public final class EntryLine {
    private EntryLine() {}

    /** The line, without its end; its members are always in the same order. */
    public static String write(BucketEntry entry) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("bucket", entry.bucket().name());
        members.put("key", entry.key().value());
        members.put("version", entry.version().value());
        members.put("kind", entry.kind().name());
        members.put("bytes", entry.bytes());
        entry.etag().ifPresent(tag -> members.put("etag", tag.value()));
        if (entry.shared()) {
            members.put("shared", true);
        }
        return Json.write(members);
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static BucketEntry read(String line) {
        JsonNode root = Json.read(line);
        return new BucketEntry(
                PurgedBucket.valueOf(Json.text(root, "bucket")),
                new ObjectKey(Json.text(root, "key")),
                new VersionId(Json.text(root, "version")),
                EntryKind.valueOf(Json.text(root, "kind")),
                root.path("bytes").longValue(),
                root.has("etag") ? Optional.of(new ETag(Json.text(root, "etag"))) : Optional.empty(),
                root.path("shared").booleanValue());
    }
}
