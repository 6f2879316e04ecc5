package sundown.local.google.uploads;

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
    private final OpaqueIds ids;
    private final Clock clock;

    public Uploads(OpaqueIds ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
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
        Session session = new Session(ids.token("AEnB2U"), grant, declared);
        sessions.put(session.id(), session);
        return session;
    }

    Optional<Session> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }
}
