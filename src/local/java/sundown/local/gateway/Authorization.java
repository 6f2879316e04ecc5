package sundown.local.gateway;

import java.util.List;
import java.util.Map;

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
