package sundown.local.google.uploads;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import sundown.local.http.Request;

/**
 * What a caller declares about the bytes.
 *
 * @param sha1 the value of {@code X-Goog-Hash: sha1=...}, in lower-case hexadecimal
 */
record Declared(String mime, OptionalLong bytes, Optional<String> fileName, Optional<String> sha1) {
    private static final String SHA1 = "sha1=";

    static Declared of(Request request, OptionalLong bytes) {
        return new Declared(
                request.header("X-Goog-Upload-Content-Type")
                        .or(() -> request.header("Content-Type"))
                        .orElse("application/octet-stream"),
                bytes,
                request.header("X-Goog-Upload-File-Name"),
                sha1(request));
    }

    /** The hash of the request; it may come with the start of a session or with its end. */
    static Optional<String> sha1(Request request) {
        return request.header("X-Goog-Hash")
                .filter(value -> value.startsWith(SHA1))
                .map(value -> Base64.getDecoder().decode(value.substring(SHA1.length())))
                .map(HexFormat.of()::formatHex);
    }
}
