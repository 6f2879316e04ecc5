package sundown.local.google.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer over HTTP.
 *
 * @param length the bytes of the body
 */
public record Reply(int status, Map<String, String> headers, long length, Content content) {

    /** Opens the body. */
    public interface Content {
        InputStream open() throws IOException;
    }

    /** An answer without a body. */
    public static Reply empty(int status) {
        return new Reply(status, Map.of(), 0, InputStream::nullInputStream);
    }

    /** A text. */
    public static Reply text(int status, String contentType, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Reply(
                status, Map.of("Content-Type", contentType), bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /** A value as JSON. */
    public static Reply json(int status, Object value) {
        return text(status, "application/json; charset=UTF-8", Json.write(value));
    }

    /** A file, streamed. */
    public static Reply file(String contentType, Path file) throws IOException {
        return new Reply(200, Map.of("Content-Type", contentType), Files.size(file), () -> Files.newInputStream(file));
    }

    /** A redirect of a browser. */
    public static Reply redirect(String location) {
        return empty(302).with("Location", location);
    }

    /** The same answer with a further header. */
    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, Map.copyOf(more), length, content);
    }
}
