package sundown.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sundown.oidc.IssuerKeys;
import sundown.oidc.OidcTokenVerifier;

/**
 * Decides on requests as an HTTP API's JWT authorizer: a valid token first, then one of the route's scopes. An ID token
 * passes everything but the scopes, as on AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">Control
 *     access to HTTP APIs with JWT authorizers</a>
 */
record JwtAuthorizer(List<OidcTokenVerifier> verifiers) {
    private static final Pattern BEARER = Pattern.compile("(?:Bearer +)?([^ ]+)", Pattern.CASE_INSENSITIVE);

    /** Takes the tokens of an issuer for one of some audiences, as the product's own verifier does. */
    static JwtAuthorizer of(URI issuer, Set<String> audience, Clock clock) {
        IssuerKeys keys = new IssuerKeys(issuer.toString(), clock);
        return new JwtAuthorizer(audience.stream()
                .map(one -> new OidcTokenVerifier(keys, issuer.toString(), one, clock))
                .toList());
    }

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
        return verifiers.stream()
                .flatMap(verifier -> verifier.claims(token.get()).stream())
                .findFirst()
                .map(claims -> grant(claims, routeScopes))
                .orElseGet(() -> new Authorization.Unauthorized(
                        "Bearer scope=\"%s\" error=\"invalid_token\"".formatted(String.join(" ", routeScopes))));
    }

    private Authorization grant(JsonNode claims, List<String> routeScopes) {
        Set<String> held = scopes(claims);
        List<String> granted = routeScopes.stream().filter(held::contains).toList();
        if (granted.isEmpty() && !routeScopes.isEmpty()) {
            return new Authorization.Forbidden(
                    "Bearer scope=\"%s\" error=\"insufficient_scope\"".formatted(String.join(" ", routeScopes)));
        }
        return new Authorization.Granted(asText(claims), granted);
    }

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
    private static Set<String> scopes(JsonNode claims) {
        Set<String> scopes = new HashSet<>();
        for (JsonNode claim : List.of(claims.path("scope"), claims.path("scp"))) {
            texts(claim).forEach(text -> scopes.addAll(List.of(text.split(" "))));
        }
        return scopes;
    }

    /** The texts of a claim that may be one text or a list. */
    private static List<String> texts(JsonNode claim) {
        return claim.isArray() ? claim.valueStream().map(JsonNode::asText).toList() : List.of(claim.asText());
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
}
