package sundown.edge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A response in API Gateway's payload format 2.0.
 *
 * @param statusCode the HTTP status
 * @param body JSON, a problem or CSV, according to the headers; empty with 204 and 304
 */
@RegisterForReflection
public record ApiResponse(int statusCode, Map<String, String> headers, String body) {
    private static final Map<String, String> JSON =
            Map.of("content-type", "application/json", "cache-control", "no-store");

    /** 200 with a JSON body. */
    public static ApiResponse ok(String json) {
        return new ApiResponse(200, JSON, json);
    }

    /** 204. */
    public static ApiResponse noContent() {
        return new ApiResponse(204, Map.of("cache-control", "no-store"), "");
    }

    /** 200 with a table (RFC 4180). */
    public static ApiResponse csv(String table, Map<String, String> moreHeaders) {
        return ok(table).with(moreHeaders).with(Map.of("content-type", "text/csv; charset=utf-8; header=present"));
    }

    /** This response with 201, for something new. */
    public ApiResponse created() {
        return new ApiResponse(201, headers, body);
    }

    /** This response with more headers. */
    public ApiResponse with(Map<String, String> moreHeaders) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(moreHeaders);
        return new ApiResponse(statusCode, Map.copyOf(all), body);
    }

    /** This response with the time until the next look, a {@link NextLook}. */
    public ApiResponse lookAgainIn(long seconds) {
        return with(Map.of("retry-after", Long.toString(seconds)));
    }

    /**
     * This response with an entity tag, or 304 without a body if the client says that it has the body already (RFC
     * 9110, section 13.1.2). Nothing on the way keeps the answer: the client compares for itself.
     *
     * @param tag letters and digits; answers with the same tag mean the same
     */
    public ApiResponse unlessKnown(ApiRequest request, String tag) {
        ApiResponse tagged = with(Map.of("etag", "W/\"" + tag + "\""));
        return request.header("if-none-match")
                        .filter(known -> names(known, tag))
                        .isPresent()
                ? tagged.notModified()
                : tagged;
    }

    private static boolean names(String known, String tag) {
        return Arrays.stream(known.split(",", -1))
                .map(String::strip)
                .anyMatch(
                        each -> each.equals("*") || each.replaceFirst("^W/", "").equals('"' + tag + '"'));
    }

    private ApiResponse notModified() {
        Map<String, String> fewer = new HashMap<>(headers);
        fewer.remove("content-type");
        return new ApiResponse(304, Map.copyOf(fewer), "");
    }

    @Override
    public String toString() {
        return "ApiResponse[" + statusCode + "]";
    }

    /** The seconds for which a page or an app should wait before it looks again, because nothing can be new before. */
    public static final class NextLook {
        /** While something is being done. */
        public static final long WORKING_SECONDS = 5;

        /** When nothing happens without the user. */
        public static final long IDLE_SECONDS = Duration.ofHours(1).toSeconds();

        private NextLook() {}

        /** When something happens at a known time. */
        public static long secondsUntil(Instant time, Instant now) {
            long seconds = Duration.between(now, time).plusNanos(999_999_999).toSeconds();
            return Math.clamp(seconds, WORKING_SECONDS, IDLE_SECONDS);
        }
    }
}
