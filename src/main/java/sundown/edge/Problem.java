package sundown.edge;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal at the API, in the form of RFC 9457 (problem details). Code deep in a call throws it; {@link HttpEdge} and
 * {@link OperatorEdge} turn it into an answer.
 */
public final class Problem extends RuntimeException {
    /** The prefix of every type. A type names a problem and is not resolvable (RFC 9457, section 3.1.1). */
    public static final String TYPE_PREFIX = "urn:sundown:problem:";

    private static final long UNAVAILABLE_SECONDS = 60;
    private static final long serialVersionUID = 1L;
    private final String name;
    private final int status;
    private final String title;
    private final String detail;
    private final transient Map<String, Object> extensions;

    private Problem(String name, int status, String title, String detail, Map<String, Object> extensions) {
        super(name, null, false, false);
        this.name = name;
        this.status = status;
        this.title = title;
        this.detail = detail;
        this.extensions = extensions;
    }

    /**
     * A problem without extension members.
     *
     * @param name the last part of the stable type, {@code exports-not-open} for example
     * @param status the HTTP status
     * @param title a short sentence that is the same for every problem of the type
     * @param detail a sentence for people about this occurrence
     */
    public static Problem of(String name, int status, String title, String detail) {
        return new Problem(name, status, title, detail, Map.of());
    }

    /** Part of the request cannot be read. */
    public static Problem invalidRequest(String detail) {
        return of("invalid-request", 400, "The request cannot be read.", detail);
    }

    /** A part of the request's body cannot be used. */
    public static Problem wrongPart(String part, String why) {
        return wrongPart(new WrongPart(part, why));
    }

    static Problem wrongPart(WrongPart wrong) {
        String detail = "In the body, " + wrong.getMessage() + ".";
        return wrong.isUnknownName()
                ? of("unknown-state", 400, "There is no such state.", detail)
                : invalidRequest(detail);
    }

    static Problem requestTooLarge(int limit) {
        return of(
                "request-too-large",
                413,
                "The request is too large.",
                "A body may have at most " + limit + " characters.");
    }

    static Problem notSignedIn() {
        return of("not-signed-in", 401, "You are not signed in.", "Send an access token of the photo cloud's sign-in.");
    }

    static Problem wrongToken() {
        return of(
                "wrong-token",
                403,
                "This token cannot be used here.",
                "Send an access token with the scope sundown/export, not an ID token.");
    }

    /** The token is valid, but its user has no account at the photo cloud. */
    public static Problem noAccount() {
        return of("no-account", 404, "There is no such account.", "The photo cloud knows no account for this sign-in.");
    }

    static Problem temporarilyUnavailable() {
        return of(
                "temporarily-unavailable",
                503,
                "Sundown cannot answer just now.",
                "Nothing was lost. Please try again in a minute.");
    }

    static Problem internalError() {
        return of(
                "internal-error",
                500,
                "Something went wrong on our side.",
                "Nothing was lost. The fault has been recorded.");
    }

    /** Adds an extension member, for apps. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        more.put(member, value);
        return new Problem(name, status, title, detail, more);
    }

    /** The last part of the type. */
    public String name() {
        return name;
    }

    /** The title: the same for every problem of the type. */
    public String title() {
        return title;
    }

    /** The detail: about this occurrence. */
    public String detail() {
        return detail;
    }

    /** The HTTP answer. With 503, it tells clients to wait a minute. */
    public ApiResponse asResponse() {
        ApiResponse response = new ApiResponse(
                status,
                Map.of("content-type", "application/problem+json", "cache-control", "no-store"),
                Json.write(members()));
        return status == 503 ? response.lookAgainIn(UNAVAILABLE_SECONDS) : response;
    }

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
