package sundown.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.edge.Json;
import sundown.operator.TokenVerifier;

/**
 * Verifies JSON Web Tokens (RFC 7519) as an HTTP API's authorizer does: a signature with RSA by a key that the issuer
 * publishes, then {@code iss}, {@code aud} (or {@code client_id} where there is no {@code aud}), {@code exp},
 * {@code nbf}, and {@code iat}. The platform's own classes do it, since API Gateway takes three algorithms in all.
 */
@Singleton
public final class OidcTokenVerifier implements TokenVerifier {
    private static final Map<String, String> ALGORITHMS =
            Map.of("RS256", "SHA256withRSA", "RS384", "SHA384withRSA", "RS512", "SHA512withRSA");

    /** API Gateway takes no longer header. */
    private static final int LONGEST = 10_240;

    private static final int PARTS = 3;

    /** By so much the clock of the issuer may be ahead. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final IssuerKeys keys;
    private final String issuer;
    private final String audience;
    private final Clock clock;

    /** Verifies tokens of an issuer for an audience. */
    public OidcTokenVerifier(
            IssuerKeys keys,
            @ConfigProperty(name = "OPERATORS_ISSUER") String issuer,
            @ConfigProperty(name = "OPERATORS_AUDIENCE") String audience,
            Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
    }

    @Override
    public Optional<JsonNode> claims(String token) {
        String[] parts = token.split("\\.", -1);
        if (token.length() > LONGEST || parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            JsonNode header = Json.read(decoded(parts[0]));
            JsonNode claims = Json.read(decoded(parts[1]));
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            String signed = parts[0] + "." + parts[1];
            return isForUs(claims) && isSigned(header, signed, signature) ? Optional.of(claims) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private boolean isForUs(JsonNode claims) {
        long now = clock.instant().getEpochSecond();
        long soon = now + SKEW.toSeconds();
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

    /** Extensions that must be understood are not (RFC 7515, section 4.1.11). */
    private boolean isSigned(JsonNode header, String signed, byte[] signature) {
        String algorithm = ALGORITHMS.get(header.path("alg").asText());
        String keyId = header.path("kid").textValue();
        return algorithm != null
                && keyId != null
                && !header.has("crit")
                && keys.find(keyId)
                        .filter(key -> verifies(key, algorithm, signed, signature))
                        .isPresent();
    }

    private static boolean verifies(PublicKey key, String algorithm, String signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(signature);
        } catch (GeneralSecurityException unfit) {
            return false;
        }
    }
}
