package sundown.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.edge.Json;
import sundown.operator.TokenVerifier;

/**
 * Verifies JSON Web Tokens (RFC 7519) as an HTTP API's authorizer does: a signature with RSA by a key that the issuer
 * publishes, then {@code iss}, {@code aud} (or {@code client_id} where there is no {@code aud}), {@code exp},
 * {@code nbf}, and {@code iat}.
 */
@Singleton
public record OidcTokenVerifier(
        IssuerKeys keys,
        @ConfigProperty(name = "OPERATORS_ISSUER") String issuer,
        @ConfigProperty(name = "OPERATORS_AUDIENCE") String audience,
        Clock clock)
        implements TokenVerifier {
    /** API Gateway takes these, and no others. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);

    /** API Gateway takes no longer header. */
    private static final int TOKEN_CHARACTERS_MAX = 10_240;

    /** The clock of the issuer may be ahead by this. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    @Override
    public Optional<JsonNode> claims(String token) {
        if (token.length() > TOKEN_CHARACTERS_MAX) {
            return Optional.empty();
        }
        try {
            SignedJWT signed = SignedJWT.parse(token);
            JsonNode claims = Json.read(signed.getPayload().toString());
            return isForUs(claims) && isSigned(signed) ? Optional.of(claims) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private boolean isForUs(JsonNode claims) {
        long now = clock.instant().getEpochSecond();
        long soon = now + CLOCK_SKEW.toSeconds();
        return claims.isObject()
                && issuer.equals(claims.path("iss").textValue())
                && names(claims.has("aud") ? claims.path("aud") : claims.path("client_id"))
                && claims.path("exp").isNumber()
                && claims.path("exp").asLong() > now
                && claims.path("nbf").asLong(now) <= soon
                && claims.path("iat").asLong(now) <= soon;
    }

    private boolean names(JsonNode claim) {
        return claim.isArray()
                ? StreamSupport.stream(claim.spliterator(), false).anyMatch(this::names)
                : audience.equals(claim.textValue());
    }

    /** A token with extensions that must be understood is refused (RFC 7515, section 4.1.11). */
    private boolean isSigned(SignedJWT token) throws JOSEException {
        JWSHeader header = token.getHeader();
        if (!ALGORITHMS.contains(header.getAlgorithm())
                || header.getKeyID() == null
                || header.getCriticalParams() != null) {
            return false;
        }
        Optional<RSAKey> key = keys.find(header.getKeyID());
        return key.isPresent() && token.verify(new RSASSAVerifier(key.get()));
    }
}
