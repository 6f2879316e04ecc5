package sundown.google;

import io.grpc.Status;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import sundown.secret.Secret;
import sundown.transfer.PhotoLibrary.AccessToken;

/**
 * A cache of valid access tokens by refresh token, in memory only. It saves a warm function one request in most runs.
 */
@Singleton
final class AccessTokens {
    /** A token is not given out in its last six minutes, so that none expires during a run, which takes up to five. */
    private static final Duration VALIDITY_MIN = Duration.ofMinutes(6);

    private static final Predicate<Signal> REFUSED = Signal.http(401).or(Signal.rpc(Status.Code.UNAUTHENTICATED));

    private static final int TOKENS_MAX = 100;

    private final Clock clock;
    private final Map<Secret, Kept> kept = new LinkedHashMap<>(TOKENS_MAX, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Secret, Kept> eldest) {
            return size() > TOKENS_MAX;
        }
    };

    private record Kept(AccessToken token, Instant end) {}

    AccessTokens(Clock clock) {
        this.clock = clock;
    }

    /** A token that is valid for at least another run. */
    synchronized Optional<AccessToken> find(Secret refreshToken) {
        return Optional.ofNullable(kept.get(refreshToken))
                .filter(each -> clock.instant().plus(VALIDITY_MIN).isBefore(each.end()))
                .map(Kept::token);
    }

    synchronized void keep(Secret refreshToken, AccessToken token, Instant end) {
        kept.put(refreshToken, new Kept(token, end));
    }

    /** Drops the token of a consent that is given back. */
    synchronized void drop(Secret refreshToken) {
        kept.remove(refreshToken);
    }

    /** Drops a token when a reply says that it is no longer valid. */
    synchronized void dropIfRefused(AccessToken token, Reply reply) {
        if (REFUSED.test(reply.signal())) {
            kept.values().removeIf(each -> each.token().equals(token));
        }
    }
}
