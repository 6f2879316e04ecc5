package sundown.local.google.uploads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sundown.local.google.account.Account;
import sundown.local.google.account.Grant;
import sundown.local.google.wire.OpaqueIds;

/** The uploads that have a token, and the sessions of those under way. */
public final class Uploads {
    private static final Duration LIFETIME = Duration.ofDays(1);

    private final Map<String, Upload> byToken = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Optional<Path> folder;
    private final OpaqueIds ids;
    private final Clock clock;

    /** @param folder where the bytes are kept; empty to keep nothing but digests */
    public Uploads(Optional<Path> folder, OpaqueIds ids, Clock clock) {
        this.folder = folder;
        this.ids = ids;
        this.clock = clock;
    }

    /** An upload of this account with a token of at most one day. */
    public Optional<Upload> find(String token, Account account) {
        return Optional.ofNullable(byToken.get(token))
                .filter(upload -> upload.account().equals(account))
                .filter(upload -> clock.instant().isBefore(upload.expires()));
    }

    Intake intake() throws IOException {
        if (folder.isEmpty()) {
            return new Intake(Optional.empty());
        }
        Files.createDirectories(folder.get());
        return new Intake(Optional.of(folder.get().resolve(ids.hex())));
    }

    Upload add(Account account, Content content, Optional<String> fileName) {
        Upload upload = new Upload(
                ids.token("CAIS"), account, content, fileName, clock.instant().plus(LIFETIME));
        byToken.put(upload.token(), upload);
        return upload;
    }

    Session open(Grant grant, Declared declared) throws IOException {
        Session session = new Session(ids.token("AEnB2U"), grant, declared, intake());
        sessions.put(session.id(), session);
        return session;
    }

    Optional<Session> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }
}
