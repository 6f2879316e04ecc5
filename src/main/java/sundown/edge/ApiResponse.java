package sundown.edge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashMap;
import java.util.Map;

/**
 * A response in API Gateway's payload format 2.0.
 *
 * @param statusCode the HTTP status
 * @param body JSON, a problem or CSV, according to the headers; empty with 204
 */
@RegisterForReflection
public record ApiResponse(int statusCode, Map<String, String> headers, String body) {
    private static final Map<String, String> JSON =
            Map.of("content-type", "application/json", "cache-control", "no-store");

    /** 200 with a JSON body. */
    public static ApiResponse ok(String json) {
        return new ApiResponse(200, JSON, json);
    }

    /** 201 with a JSON body. */
    public static ApiResponse created(String json) {
        return new ApiResponse(201, JSON, json);
    }

    /** 204. */
    public static ApiResponse noContent() {
        return new ApiResponse(204, Map.of("cache-control", "no-store"), "");
    }

    /** 200 with a table (RFC 4180). */
    public static ApiResponse csv(String table, Map<String, String> moreHeaders) {
        Map<String, String> headers = new HashMap<>(moreHeaders);
        headers.put("content-type", "text/csv; charset=utf-8; header=present");
        headers.put("cache-control", "no-store");
        return new ApiResponse(200, Map.copyOf(headers), table);
    }

    @Override
    public String toString() {
        return "ApiResponse[" + statusCode + "]";
    }
}
