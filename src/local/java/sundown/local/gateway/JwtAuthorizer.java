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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Decides on JSON Web Tokens as an HTTP API's JWT authorizer: an RSA signature by a key of the issuer, then
 * {@code iss}, {@code aud} (or {@code client_id} where there is no {@code aud}), {@code exp}, {@code nbf}, {@code iat},
 * then one of the route's scopes. An ID token passes everything but the scopes, there as here.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">Control
 *     access to HTTP APIs with JWT authorizers</a>
 */
final class JwtAuthorizer {
    private static final Map<String, String> SIGNATURES =
            Map.of("RS256", "SHA256withRSA", "RS384", "SHA384withRSA", "RS512", "SHA512withRSA");
    private static final Pattern BEARER = Pattern.compile("(?:Bearer +)?([^ ]+)", Pattern.CASE_INSENSITIVE);

    private final String issuer;
    private final Set<String> audience;
    private final SigningKeys keys;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    JwtAuthorizer(String issuer, Set<String> audience, SigningKeys keys, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Decides on a request.
     *
     * @param authorization the header's value
     * @param routeScopes the scopes of which the token needs one
     */
    Authorization decide(Optional<String> authorization, List<String> routeScopes) {
        Optional<String> token = authorization
                .map(BEARER::matcher)
                .filter(bearer -> bearer.matches())
                .map(bearer -> bearer.group(1));
        if (token.isEmpty()) {
            return new Authorization.Unauthorized("Bearer");
        }
        try {
            return grant(verifiedClaims(token.get()), routeScopes);
        } catch (InvalidToken e) {
            return new Authorization.Unauthorized("Bearer scope=\"%s\" error=\"invalid_token\" error_description=\"%s\""
                    .formatted(String.join(" ", routeScopes), e.getMessage()));
        }
    }

    private Authorization grant(JsonNode claims, List<String> routeScopes) {
        Set<String> held = scopes(claims);
        List<String> granted = routeScopes.stream().filter(held::contains).toList();
        if (granted.isEmpty()) {
            return new Authorization.Forbidden(
                    "Bearer scope=\"%s\" error=\"insufficient_scope\" error_description=\"%s\""
                            .formatted(
                                    String.join(" ", routeScopes), "the token has none of the scopes the route needs"));
        }
        return new Authorization.Granted(asText(claims), granted);
    }

    private JsonNode verifiedClaims(String token) throws InvalidToken {
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
        require(texts(recipient).stream().anyMatch(audience::contains), "the token is for another audience");
        require(claims.path("exp").isNumber() && claims.path("exp").asLong() > now, "the token has expired");
        require(claims.path("nbf").asLong(now) <= now, "the token is not valid yet");
        require(claims.path("iat").asLong(now) <= now, "the token was issued in the future");
    }

    private static Set<String> scopes(JsonNode claims) {
        Set<String> scopes = new HashSet<>();
        for (JsonNode claim : List.of(claims.path("scope"), claims.path("scp"))) {
            texts(claim).forEach(text -> scopes.addAll(List.of(text.split(" "))));
        }
        return scopes;
    }

    private static List<String> texts(JsonNode claim) {
        return claim.isArray()
                ? StreamSupport.stream(claim.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(claim.asText());
    }

    /** API Gateway hands every claim on as text; a list becomes {@code [a b]}. */
    private static Map<String, String> asText(JsonNode claims) {
        Map<String, String> result = new TreeMap<>();
        claims.properties().forEach(claim -> result.put(claim.getKey(), asTextOne(claim.getValue())));
        return result;
    }

    private static String asTextOne(JsonNode value) {
        if (value.isArray()) {
            return texts(value).stream().collect(Collectors.joining(" ", "[", "]"));
        }
        return value.isValueNode() ? value.asText() : value.toString();
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

    private static final class InvalidToken extends Exception {
        InvalidToken(String message, Exception cause) {
            super(message, cause);
        }
    }
}
