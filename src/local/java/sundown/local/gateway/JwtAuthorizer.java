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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sundown.local.http.Json;

/**
 * Decides on requests as an HTTP API's JWT authorizer: a valid token first, then one of the route's scopes. An ID token
 * passes everything but the scopes, as on AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">Control
 *     access to HTTP APIs with JWT authorizers</a>
 */
record JwtAuthorizer(JwtVerifier verifier) {
    private static final Pattern BEARER = Pattern.compile("(?:Bearer +)?([^ ]+)", Pattern.CASE_INSENSITIVE);

    /**
     * Decides on a request.
     *
     * @param authorization the header's value
     * @param routeScopes the scopes of which the token needs one; none where any token will do
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
            return grant(verifier.claims(token.get()), routeScopes);
        } catch (JwtVerifier.InvalidToken e) {
            return new Authorization.Unauthorized("Bearer scope=\"%s\" error=\"invalid_token\" error_description=\"%s\""
                    .formatted(String.join(" ", routeScopes), e.getMessage()));
        }
    }

    private Authorization grant(JsonNode claims, List<String> routeScopes) {
        Set<String> held = scopes(claims);
        List<String> granted = routeScopes.stream().filter(held::contains).toList();
        if (granted.isEmpty() && !routeScopes.isEmpty()) {
            return new Authorization.Forbidden(
                    "Bearer scope=\"%s\" error=\"insufficient_scope\" error_description=\"%s\""
                            .formatted(
                                    String.join(" ", routeScopes), "the token has none of the scopes the route needs"));
        }
        return new Authorization.Granted(asText(claims), granted);
    }

    /** The decision of an authorizer about a request. */
    sealed interface Authorization {

        /**
         * The request may pass.
         *
         * @param claims the token's claims, each as text, as API Gateway hands them on
         * @param scopes those of the route's scopes that the token has
         */
        record Granted(Map<String, String> claims, List<String> scopes) implements Authorization {}

        /**
         * There is no token or no valid one.
         *
         * @param challenge the value of {@code www-authenticate} (RFC 6750)
         */
        record Unauthorized(String challenge) implements Authorization {}

        /** The token is valid, but has none of the route's scopes. */
        record Forbidden(String challenge) implements Authorization {}
    }

    /** The scopes, which issuers write as one text ({@code scope}) or as a list ({@code scp}). */
    static Set<String> scopes(JsonNode claims) {
        Set<String> scopes = new HashSet<>();
        for (JsonNode claim : List.of(claims.path("scope"), claims.path("scp"))) {
            texts(claim).forEach(text -> scopes.addAll(List.of(text.split(" "))));
        }
        return scopes;
    }

    /** The texts of a claim that may be one text or a list. */
    static List<String> texts(JsonNode claim) {
        return claim.isArray() ? claim.valueStream().map(JsonNode::asText).toList() : List.of(claim.asText());
    }

    /** API Gateway hands every claim on as text; a list becomes {@code [a b]}. */
    static Map<String, String> asText(JsonNode claims) {
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

    /**
     * Verifies JSON Web Tokens (RFC 7519) as an HTTP API does: an RSA signature by a key that the issuer publishes,
     * then {@code iss}, {@code aud} (or {@code client_id} where there is no {@code aud}), {@code exp}, {@code nbf} and
     * {@code iat}.
     */
    static final class JwtVerifier {
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
            require(
                    claims.path("iss").asText().equals(issuer.toString()),
                    "the token's issuer is not the authorizer's");
            JsonNode recipient = claims.has("aud") ? claims.path("aud") : claims.path("client_id");
            require(texts(recipient).stream().anyMatch(audience::contains), "the token is for another audience");
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
}
