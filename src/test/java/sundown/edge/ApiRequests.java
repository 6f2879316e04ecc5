package sundown.edge;

import java.util.List;
import java.util.Map;
import sundown.account.UserId;

/** Requests as API Gateway sends them after it has verified the token. */
public final class ApiRequests {
    public static final String REQUEST_ID = "JKJaXmPLvHcESHA=";

    private ApiRequests() {}

    /** A request of a signed-in user. */
    public static ApiRequest from(UserId user, String body) {
        return from(user, Map.of(), Map.of(), body);
    }

    public static ApiRequest from(UserId user, Map<String, String> headers, Map<String, String> query, String body) {
        return withClaims(Map.of("sub", user.value(), "token_use", "access"), headers, query, body);
    }

    public static ApiRequest at(UserId user, Map<String, String> path) {
        ApiRequest request = from(user, null);
        return new ApiRequest(request.routeKey(), Map.of(), Map.of(), path, request.requestContext(), null, false);
    }

    /** A request with a token with these claims. */
    public static ApiRequest withClaims(Map<String, String> claims) {
        return withClaims(claims, Map.of(), Map.of(), null);
    }

    /** A request without a token. */
    public static ApiRequest anonymous(Map<String, String> query) {
        return new ApiRequest(
                "GET /notice", Map.of(), query, Map.of(), new ApiRequest.Context(REQUEST_ID, null), null, false);
    }

    public static ApiRequest withBody(String body, boolean base64) {
        return new ApiRequest("POST /transfers", Map.of(), Map.of(), Map.of(), null, body, base64);
    }

    private static ApiRequest withClaims(
            Map<String, String> claims, Map<String, String> headers, Map<String, String> query, String body) {
        ApiRequest.Authorizer authorizer =
                new ApiRequest.Authorizer(new ApiRequest.Jwt(claims, List.of("sundown/export")));
        return new ApiRequest(
                "ANY", headers, query, Map.of(), new ApiRequest.Context(REQUEST_ID, authorizer), body, false);
    }
}
