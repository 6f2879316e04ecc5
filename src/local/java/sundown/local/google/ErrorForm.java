package sundown.local.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grpc.Status.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import sundown.local.http.Endpoint;
import sundown.local.http.Json;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/** The JSON forms in which Google's services tell what went wrong. */
public enum ErrorForm implements UnaryOperator<Endpoint> {
    /** The Library API: {@code {"error": {"code", "message", "status"}}}. */
    LIBRARY {
        @Override
        Map<String, Object> of(GoogleProblem problem) {
            return Map.of("error", error(problem));
        }
    },
    /** Drive, which adds the older list of errors with a reason. */
    DRIVE {
        @Override
        Map<String, Object> of(GoogleProblem problem) {
            Map<String, Object> error = error(problem);
            error.put("errors", List.of(reason(problem)));
            return Map.of("error", error);
        }
    },
    /** The upload server: {@code {"code", "message"}} with the canonical code. */
    UPLOADS {
        @Override
        Map<String, Object> of(GoogleProblem problem) {
            return Map.of("code", problem.code().value(), "message", problem.getMessage());
        }
    },
    /** OAuth 2, RFC 6749 section 5.2. */
    OAUTH {
        @Override
        Map<String, Object> of(GoogleProblem problem) {
            String error = problem.httpStatus() >= 500 ? "internal_failure" : "rate_limit_exceeded";
            return Map.of("error", error, "error_description", problem.getMessage());
        }
    };

    private static final String REALM = "Bearer realm=\"https://accounts.google.com/\"";

    abstract Map<String, Object> of(GoogleProblem problem);

    /** Renders what an endpoint refuses, and numbers, addresses, encodings and JSON that cannot be read. */
    @Override
    public Endpoint apply(Endpoint endpoint) {
        return request -> {
            try {
                return endpoint.answer(request);
            } catch (GoogleProblem problem) {
                return reply(problem);
            } catch (JsonProcessingException malformed) {
                return invalid("Invalid JSON payload received. " + malformed.getOriginalMessage());
            } catch (IllegalArgumentException malformed) {
                return invalid("Request contains an invalid argument. " + malformed.getMessage());
            }
        };
    }

    private Reply invalid(String message) {
        return reply(GoogleProblem.of(Code.INVALID_ARGUMENT, message));
    }

    public static Reply notFound(Request request) {
        return LIBRARY.reply(GoogleProblem.of(Code.NOT_FOUND, "Requested entity was not found."));
    }

    public Reply reply(GoogleProblem problem) {
        Reply reply = Reply.text(
                problem.httpStatus(),
                "application/json; charset=UTF-8",
                problem.body().orElseGet(() -> Json.write(of(problem))));
        if (problem.httpStatus() == 401) {
            reply = reply.with("WWW-Authenticate", REALM + ", error=\"invalid_token\"");
        }
        return problem.retryAfter().isEmpty()
                ? reply
                : reply.with(
                        "Retry-After", String.valueOf(problem.retryAfter().get().toSeconds()));
    }

    private static Map<String, Object> error(GoogleProblem problem) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", problem.httpStatus());
        error.put("message", problem.getMessage());
        error.put("status", problem.code().name());
        return error;
    }

    private static Map<String, String> reason(GoogleProblem problem) {
        String reason =
                switch (problem.code()) {
                    case UNAUTHENTICATED -> "authError";
                    case PERMISSION_DENIED -> "insufficientPermissions";
                    case RESOURCE_EXHAUSTED -> "rateLimitExceeded";
                    case INVALID_ARGUMENT -> "badRequest";
                    default -> "backendError";
                };
        return Map.of("message", problem.getMessage(), "domain", "global", "reason", reason);
    }
}
