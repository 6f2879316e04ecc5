package sundown.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
        Set<String> held = Claims.scopes(claims);
        List<String> granted = routeScopes.stream().filter(held::contains).toList();
        if (granted.isEmpty() && !routeScopes.isEmpty()) {
            return new Authorization.Forbidden(
                    "Bearer scope=\"%s\" error=\"insufficient_scope\" error_description=\"%s\""
                            .formatted(
                                    String.join(" ", routeScopes), "the token has none of the scopes the route needs"));
        }
        return new Authorization.Granted(Claims.asText(claims), granted);
    }
}
