package sundown.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies JSON Web Tokens (RFC 7519) as an HTTP API does: an RSA signature by a key of the issuer, then {@code iss},
 * {@code aud} (or {@code client_id} where there is no {@code aud}), {@code exp}, {@code nbf} and {@code iat}.
 */
final class JwtVerifier {
    private static final Map<String, String> SIGNATURES =
            Map.of("RS256", "SHA256withRSA", "RS384", "SHA384withRSA", "RS512", "SHA512withRSA");

    private final String issuer;
    private final Set<String> audience;
    private final SigningKeys keys;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    JwtVerifier(String issuer, Set<String> audience, SigningKeys keys, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.keys = keys;
        this.clock = clock;
    }

    /** The claims of a token, all of them checked but the scopes. */
    JsonNode claims(String token) throws InvalidToken {
        String[] parts = token.split("\\.", -1);
        require(parts.length == 3, "the token is malformed");
        JsonNode header = decode(parts[0]);
        require(isSigned(header, parts), "the token's signature is invalid");
        JsonNode claims = decode(parts[1]);
        requireValid(claims);
        return claims;
    }

    private boolean isSigned(JsonNode header, String[] parts) throws InvalidToken {
        String algorithm = SIGNATURES.get(header.path("alg").asText());
        require(algorithm != null, "the token's algorithm is not supported");
        Optional<PublicKey> key = keys.find(header.path("kid").asText());
        require(key.isPresent(), "the token's key is unknown");
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(key.get());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new InvalidToken("the token's signature is invalid", e);
        }
    }

    private void requireValid(JsonNode claims) throws InvalidToken {
        long now = clock.instant().getEpochSecond();
        require(claims.path("iss").asText().equals(issuer), "the token's issuer is not the authorizer's");
        JsonNode recipient = claims.has("aud") ? claims.path("aud") : claims.path("client_id");
        require(Claims.texts(recipient).stream().anyMatch(audience::contains), "the token is for another audience");
        require(claims.path("exp").isNumber() && claims.path("exp").asLong() > now, "the token has expired");
        require(claims.path("nbf").asLong(now) <= now, "the token is not valid yet");
        require(claims.path("iat").asLong(now) <= now, "the token was issued in the future");
    }

    private JsonNode decode(String part) throws InvalidToken {
        try {
            JsonNode decoded = json.readTree(Base64.getUrlDecoder().decode(part));
            require(decoded.isObject(), "the token is malformed");
            return decoded;
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidToken("the token is malformed", e);
        }
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
