package sundown.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
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
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration BETWEEN_READS = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long LONGEST_ANSWER = 1 << 20;
    private static final int LEAST_BITS = 2_048;

    private final HttpCalls calls = new HttpCalls(TIMEOUT, LONGEST_ANSWER);
    private final String issuer;
    private final Clock clock;
    private Map<String, PublicKey> keys = Map.of();
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
    synchronized Optional<PublicKey> find(String id) {
        Instant now = clock.instant();
        Duration age = Duration.between(readAt, now).abs();
        if (age.compareTo(keys.containsKey(id) ? KEPT : BETWEEN_READS) > 0) {
            keys = read();
            readAt = now;
        }
        return Optional.ofNullable(keys.get(id));
    }

    private Map<String, PublicKey> read() {
        JsonNode configuration = get(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
        String published = configuration.path("jwks_uri").asText();
        if (!issuer.equals(configuration.path("issuer").textValue()) || !asSafe(published)) {
            throw new RetryableFailure("the operators' issuer publishes the configuration of another");
        }
        Map<String, PublicKey> found = new HashMap<>();
        for (JsonNode key : get(published).path("keys")) {
            String id = key.path("kid").textValue();
            if (id != null
                    && key.path("kty").asText().equals("RSA")
                    && key.path("use").asText("sig").equals("sig")) {
                rsa(key).ifPresent(usable -> found.put(id, usable));
            }
        }
        return Map.copyOf(found);
    }

    /** Only an issuer on this machine may do without TLS. */
    private boolean asSafe(String address) {
        return address.startsWith(issuer.startsWith("https://") ? "https://" : issuer);
    }

    private static Optional<PublicKey> rsa(JsonNode key) {
        try {
            RSAPublicKey made = (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number(key.path("n")), number(key.path("e"))));
            return Optional.<PublicKey>of(made).filter(_ -> made.getModulus().bitLength() >= LEAST_BITS);
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    private static BigInteger number(JsonNode value) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(value.asText()));
    }

    private JsonNode get(String address) {
        try {
            HttpResponse<String> response =
                    calls.send(HttpRequest.newBuilder(URI.create(address)).build(), TIMEOUT);
            if (response.statusCode() != 200) {
                throw new RetryableFailure("the operators' issuer answered " + response.statusCode());
            }
            return Json.read(response.body());
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
