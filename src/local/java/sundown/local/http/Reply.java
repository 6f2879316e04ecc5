package sundown.local.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer over HTTP.
 *
 * @param length the bytes of the body
 */
public record Reply(int status, Map<String, List<String>> headers, long length, Content content) {
    private static final String TYPE = "Content-Type";

    @FunctionalInterface
    public interface Content {
        /** Opens it; the caller closes it. */
        InputStream open() throws IOException;
    }

    public static Reply empty(int status) {
        return bytes(status, new byte[0]);
    }

    public static Reply bytes(int status, byte[] body) {
        return new Reply(status, Map.of(), body.length, () -> new ByteArrayInputStream(body));
    }

    public static Reply text(int status, String contentType, String text) {
        return bytes(status, text.getBytes(StandardCharsets.UTF_8)).with(TYPE, contentType);
    }

    public static Reply json(int status, Object value) {
        return text(status, "application/json; charset=UTF-8", Json.write(value));
    }

    public static Reply file(String contentType, Path file) throws IOException {
        return new Reply(200, Map.of(TYPE, List.of(contentType)), Files.size(file), () -> Files.newInputStream(file));
    }

    public static Reply redirect(String location) {
        return empty(302).with("Location", location);
    }

    public String text() {
        try (InputStream opened = content.open()) {
            return new String(opened.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Reply with(String header, String value) {
        return with(Map.of(header, List.of(value)));
    }

    public Reply with(Map<String, List<String>> further) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        more.putAll(further);
        return new Reply(status, Map.copyOf(more), length, content);
    }
}
