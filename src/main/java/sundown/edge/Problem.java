package sundown.edge;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal at the API, in the form of RFC 9457 (problem details).
 *
 * @param name the last part of the stable type, {@code exports-not-open} for example
 * @param status the HTTP status
 * @param title a short sentence that is the same for every problem of the type
 * @param detail a sentence for people about this one
 * @param extensions further members, for apps
 */
public record Problem(String name, int status, String title, String detail, Map<String, Object> extensions) {
    /** Every type begins with this; it names a problem and need not be resolvable (RFC 9457, section 3.1.1). */
    public static final String TYPE_PREFIX = "urn:sundown:problem:";

    public Problem {
        extensions = Map.copyOf(extensions);
    }

    /** A problem without further members. */
    public static Problem of(String name, int status, String title, String detail) {
        return new Problem(name, status, title, detail, Map.of());
    }

    /** 400: something in the request cannot be read. */
    public static Problem invalidRequest(String detail) {
        return of("invalid-request", 400, "The request cannot be read.", detail);
    }

    /** 413: the body is larger than any valid one. */
    public static Problem requestTooLarge(int limit) {
        return of(
                "request-too-large",
                413,
                "The request is too large.",
                "A body may have at most " + limit + " characters.");
    }

    /** 401: there is no verified user. */
    static Problem notSignedIn() {
        return of("not-signed-in", 401, "You are not signed in.", "Send an access token of the photo cloud's sign-in.");
    }

    /** 403: the token is one that may not be used here. */
    static Problem wrongToken() {
        return of(
                "wrong-token",
                403,
                "This token cannot be used here.",
                "Send an access token with the scope sundown/export, not an ID token.");
    }

    /** 404: the token is good, but the photo cloud has no such account. */
    public static Problem noAccount() {
        return of("no-account", 404, "There is no such account.", "The photo cloud knows no account for this sign-in.");
    }

    /** 503: a service that is needed does not answer now. */
    static Problem temporarilyUnavailable() {
        return of(
                "temporarily-unavailable",
                503,
                "Sundown cannot answer just now.",
                "Nothing was lost. Please try again in a minute.");
    }

    /** 500: a fault of Sundown's own. */
    static Problem internalError() {
        return of(
                "internal-error",
                500,
                "Something went wrong on our side.",
                "Nothing was lost. The fault has been recorded.");
    }

    /** The same problem with one more member. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        more.put(member, value);
        return new Problem(name, status, title, detail, more);
    }

    /** The problem as something that a parser deep in a call can throw; {@link HttpEdge} turns it into an answer. */
    public ProblemException asException() {
        return new ProblemException(this);
    }

    /** The HTTP answer. */
    public ApiResponse asResponse() {
        return new ApiResponse(
                status,
                Map.of("content-type", "application/problem+json", "cache-control", "no-store"),
                Json.write(members()));
    }

    /** The members of the JSON object. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", TYPE_PREFIX + name);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        members.putAll(extensions);
        return members;
    }
}
