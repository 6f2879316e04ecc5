package sundown.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import sundown.local.http.Json;

/**
 * Verifies JSON Web Tokens (RFC 7519) as an HTTP API does: an RSA signature by a key that the issuer publishes, then
 * {@code iss}, {@code aud} (or {@code client_id} where there is no {@code aud}), {@code exp}, {@code nbf} and
 * {@code iat}.
 */
final class JwtVerifier {
    private final URI issuer;
    private final Set<String> audience;
    private final Clock clock;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private volatile JWKSet keys = new JWKSet();

    JwtVerifier(URI issuer, Set<String> audience, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512),
                (selector, context) -> find(selector)));
        // The library goes by real time; requireValid goes by the local cloud's clock.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
    }

    /** Returns the claims of a token after all checks but the one of the scopes. */
    JsonNode claims(String token) throws InvalidToken {
        try {
            SignedJWT signed = SignedJWT.parse(token);
            processor.process(signed, null);
            JsonNode claims = Json.MAPPER.readTree(signed.getPayload().toBytes());
            requireValid(claims);
            return claims;
        } catch (ParseException | IOException malformed) {
            throw new InvalidToken("the token is malformed", malformed);
        } catch (BadJOSEException | JOSEException unverified) {
            throw new InvalidToken("the token's signature is invalid", unverified);
        }
    }

    /** Fetches the issuer's keys only for a key that is not among those that it fetched before. */
    private List<JWK> find(JWKSelector selector) throws KeySourceException {
        List<JWK> found = selector.select(keys);
        if (found.isEmpty()) {
            keys = fetch();
            found = selector.select(keys);
        }
        return found;
    }

    private JWKSet fetch() throws KeySourceException {
        try {
            JsonNode configuration = Json.MAPPER.readTree(get(issuer + "/.well-known/openid-configuration"));
            return JWKSet.parse(get(configuration.required("jwks_uri").asText()));
        } catch (IOException | ParseException unreadable) {
            throw new KeySourceException("The issuer's keys cannot be read", unreadable);
        }
    }

    private static String get(String address) throws IOException {
        try (InputStream content = URI.create(address).toURL().openStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void requireValid(JsonNode claims) throws InvalidToken {
        long now = clock.instant().getEpochSecond();
        require(claims.path("iss").asText().equals(issuer.toString()), "the token's issuer is not the authorizer's");
        JsonNode recipient = claims.has("aud") ? claims.path("aud") : claims.path("client_id");
        require(Claims.texts(recipient).stream().anyMatch(audience::contains), "the token is for another audience");
        require(claims.path("exp").isNumber() && claims.path("exp").asLong() > now, "the token has expired");
        require(claims.path("nbf").asLong(now) <= now, "the token is not valid yet");
        require(claims.path("iat").asLong(now) <= now, "the token was issued in the future");
    }

    private static void require(boolean condition, String otherwise) throws InvalidToken {
        if (!condition) {
            throw new InvalidToken(otherwise, null);
        }
    }

    /** A token that must be refused; the message is for its sender. */
    static final class InvalidToken extends Exception {
        InvalidToken(String message, Exception cause) {
            super(message, cause);
        }
    }
}
