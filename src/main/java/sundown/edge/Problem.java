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
    private final ProblemType type;
    private final String detail;
    private final transient Map<String, Object> extensions;

    private Problem(ProblemType type, String detail, Map<String, Object> extensions) {
        super(type.code(), null, false, false);
        this.type = type;
        this.detail = detail;
        this.extensions = extensions;
    }

    /**
     * A problem without extension members.
     *
     * @param detail a sentence for people about this occurrence
     */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, Map.of());
    }

    /** Part of the request cannot be read. */
    public static Problem invalidRequest(String detail) {
        return of(ProblemType.INVALID_REQUEST, detail);
    }

    /** A part of the request's body cannot be used. */
    public static Problem wrongPart(String part, String why) {
        return wrongPart(new WrongPart(part, why));
    }

    static Problem wrongPart(WrongPart wrong) {
        String detail = "In the body, " + wrong.getMessage() + ".";
        return wrong.isUnknownState() ? of(ProblemType.UNKNOWN_STATE, detail) : invalidRequest(detail);
    }

    /** The token is valid, but its user has no account at the photo cloud. */
    public static Problem noAccount() {
        return of(ProblemType.NO_ACCOUNT, "The photo cloud knows no account for this sign-in.");
    }

    /** Adds an extension member, for apps. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        more.put(member, value);
        return new Problem(type, detail, more);
    }

    /** The last part of the type. */
    public String name() {
        return type.code();
    }

    /** The title: the same for every problem of the type. */
    public String title() {
        return type.title();
    }

    /** The detail: about this occurrence. */
    public String detail() {
        return detail;
    }

    /** The HTTP answer. With 503, it tells clients to wait a minute. */
    public ApiResponse asResponse() {
        ApiResponse response = new ApiResponse(
                type.status(),
                Map.of("content-type", "application/problem+json", "cache-control", "no-store"),
                Json.write(members()));
        return type.status() == 503 ? response.lookAgainIn(UNAVAILABLE_SECONDS) : response;
    }

    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", TYPE_PREFIX + name());
        members.put("title", title());
        members.put("status", type.status());
        members.put("detail", detail);
        members.putAll(extensions);
        return members;
    }
}
