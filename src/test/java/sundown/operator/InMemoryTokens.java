package sundown.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import sundown.edge.Json;

/** Verifies tokens that have the word of {@link SampleOperators#ISSUER} in place of a header and a signature. */
public final class InMemoryTokens implements TokenVerifier {
    private static final String HEADER = "e30.";
    private static final String SIGNATURE = ".signed";

    private final Clock clock;

    public InMemoryTokens(Clock clock) {
        this.clock = clock;
    }

    /** A token with these claims. */
    public static String sign(Map<String, ?> claims) {
        return HEADER + encoded(claims) + SIGNATURE;
    }

    /** The same without the word of the issuer. */
    public static String forge(Map<String, ?> claims) {
        return HEADER + encoded(claims) + ".forged";
    }

    private static String encoded(Map<String, ?> claims) {
        return Base64.getUrlEncoder().encodeToString(Json.write(claims).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<JsonNode> claims(String token) {
        if (!token.startsWith(HEADER) || !token.endsWith(SIGNATURE)) {
            return Optional.empty();
        }
        String encoded = token.substring(HEADER.length(), token.length() - SIGNATURE.length());
        return Optional.of(Json.read(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8)))
                .filter(claims -> claims.path("iss").asText().equals(SampleOperators.ISSUER))
                .filter(claims -> claims.path("aud").asText().equals(SampleOperators.AUDIENCE))
                .filter(claims -> claims.path("exp").asLong() > clock.instant().getEpochSecond());
    }
}
