package sundown.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.edge.Json;
import sundown.failure.RetryableFailure;
import sundown.runtime.HttpCalls;

/**
 * The RSA keys with which an issuer signs (RFC 7517), found by OpenID Connect Discovery. They are kept for ten minutes,
 * and read again for a key that is not among them, at most once a minute.
 */
@Singleton
public final class IssuerKeys implements AutoCloseable {
    private static final Duration KEYS_AGE_MAX = Duration.ofMinutes(10);
    private static final Duration READ_INTERVAL_MIN = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long ANSWER_BYTES_MAX = 1 << 20;
    private static final int KEY_BITS_MIN = 2_048;

    private final HttpCalls calls = new HttpCalls(TIMEOUT, ANSWER_BYTES_MAX);
    private final String issuer;
    private final Clock clock;
    private JWKSet keys = new JWKSet();
    private Instant readAt = Instant.EPOCH;

    /** The keys of an issuer, which must be the one that its own configuration names. */
    public IssuerKeys(@ConfigProperty(name = "OPERATORS_ISSUER") String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * A key by its id; nothing when the issuer does not publish it.
     *
     * @throws RetryableFailure when the keys cannot be read
     */
    synchronized Optional<RSAKey> find(String id) {
        Instant now = clock.instant();
        Duration age = Duration.between(readAt, now).abs();
        if (age.compareTo(keys.getKeyByKeyId(id) == null ? READ_INTERVAL_MIN : KEYS_AGE_MAX) > 0) {
            keys = read();
            readAt = now;
        }
        JWKMatcher usable = new JWKMatcher.Builder()
                .keyID(id)
                .keyType(KeyType.RSA)
                .keyUses(KeyUse.SIGNATURE, null)
                .minKeySize(KEY_BITS_MIN)
                .build();
        return keys.filter(usable).getKeys().stream().map(JWK::toRSAKey).findFirst();
    }

    private JWKSet read() {
        JsonNode configuration = Json.read(get(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration"));
        String published = configuration.path("jwks_uri").asText();
        if (!issuer.equals(configuration.path("issuer").textValue()) || !asSafe(published)) {
            throw new RetryableFailure("the operators' issuer publishes the configuration of another");
        }
        try {
            return JWKSet.parse(get(published));
        } catch (ParseException broken) {
            throw new RetryableFailure("the keys of the operators' issuer cannot be read", broken);
        }
    }

    /** Only an issuer on this machine may do without TLS. */
    private boolean asSafe(String address) {
        return address.startsWith(issuer.startsWith("https://") ? "https://" : issuer);
    }

    private String get(String address) {
        try {
            HttpResponse<String> response =
                    calls.send(HttpRequest.newBuilder(URI.create(address)).build(), TIMEOUT);
            if (response.statusCode() != 200) {
                throw new RetryableFailure("the operators' issuer answered " + response.statusCode());
            }
            return response.body();
        } catch (IOException | IllegalArgumentException failed) {
            throw new RetryableFailure("the keys of the operators' issuer cannot be read", failed);
        }
    }

    @Override
    @PreDestroy
    public void close() {
        calls.close();
    }
}
