package sundown.local.google;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import sundown.local.google.Accounts.Account;
import sundown.local.google.Gate.Grants.Grant;
import sundown.local.google.Session.Intake;
import sundown.local.http.Request;

/** The uploads that have a token, and the sessions of those under way. */
public final class Uploads {
    private static final Duration LIFETIME = Duration.ofDays(1);

    private final Map<String, Upload> byToken = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final OpaqueIds ids;
    private final Optional<Path> folder;
    private final Clock clock;

    /** @param folder where the bytes are kept; empty to keep their digests alone */
    public Uploads(OpaqueIds ids, Optional<Path> folder, Clock clock) {
        this.ids = ids;
        this.folder = folder;
        this.clock = clock;
    }

    Intake intake() {
        return new Intake(folder.map(kept -> kept.resolve(ids.token("upload"))));
    }

    /** An upload of this account with a token of at most one day. */
    public Optional<Upload> find(String token, Account account) {
        return Optional.ofNullable(byToken.get(token))
                .filter(upload -> upload.account().equals(account))
                .filter(upload -> clock.instant().isBefore(upload.expires()));
    }

    Upload add(Account account, Content content, Optional<String> fileName) {
        Upload upload = new Upload(
                ids.token("CAIS"), account, content, fileName, clock.instant().plus(LIFETIME));
        byToken.put(upload.token(), upload);
        return upload;
    }

    Session open(Grant grant, Declared declared) {
        Session session = new Session(ids.token("AEnB2U"), grant, declared, intake());
        sessions.put(session.id(), session);
        return session;
    }

    Optional<Session> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /**
     * What is kept of uploaded bytes.
     *
     * @param sha256 in lower-case hexadecimal
     * @param sha1 in lower-case hexadecimal
     * @param type what the bytes are; empty for what Google does not take
     * @param file has them, if they are kept
     */
    public record Content(String sha256, String sha1, long bytes, Optional<MediaType> type, Optional<Path> file) {}

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

    /**
     * Uploaded bytes that wait for their media item.
     *
     * @param fileName what the upload said, for a media item that is created without a name
     */
    public record Upload(String token, Account account, Content content, Optional<String> fileName, Instant expires) {}
}
