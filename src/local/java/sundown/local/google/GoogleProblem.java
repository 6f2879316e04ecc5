package sundown.local.google;

import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Optional;

/**
 * A call that Google refuses, before it is known by which protocol the caller speaks: each face renders it in the form
 * of its API. The canonical codes and their HTTP statuses are those of {@code google.rpc.Code}.
 */
public final class GoogleProblem extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int UNAUTHORIZED = 401;

    private final int httpStatus;
    private final Code code;
    private final Duration retryAfter;
    private final String body;

    private GoogleProblem(int httpStatus, Code code, String message, Duration retryAfter, String body) {
        super(message);
        this.httpStatus = httpStatus;
        this.code = code;
        this.retryAfter = retryAfter;
        this.body = body;
    }

    public static GoogleProblem of(Code code, String message) {
        return new GoogleProblem(httpStatusOf(code), code, message, null, null);
    }

    /** A problem with another HTTP status than the one of its code, as some endpoints answer. */
    public static GoogleProblem of(int httpStatus, Code code, String message) {
        return new GoogleProblem(httpStatus, code, message, null, null);
    }

    /** The refusal that an account without room gets. */
    public static GoogleProblem outOfRoom() {
        return of(
                Code.INVALID_ARGUMENT,
                "The remaining storage in the user's account is not enough to perform this operation.");
    }

    /** A problem of a fault script; its body is sent as it stands, or in the form of the API where it is absent. */
    public static GoogleProblem scripted(int httpStatus, Optional<String> body, Optional<Duration> retryAfter) {
        Code code = codeOf(httpStatus);
        return new GoogleProblem(
                httpStatus, code, body.orElse(usualMessage(code)), retryAfter.orElse(null), body.orElse(null));
    }

    /** The same problem with the time after which Google asks the caller to come back. */
    public GoogleProblem retryAfter(Duration time) {
        return new GoogleProblem(httpStatus, code, getMessage(), time, body);
    }

    public int httpStatus() {
        return httpStatus;
    }

    public Code code() {
        return code;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The body to send as it stands. */
    public Optional<String> body() {
        return Optional.ofNullable(body);
    }

    private static int httpStatusOf(Code code) {
        return switch (code) {
            case OK -> 200;
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
            case UNAUTHENTICATED -> UNAUTHORIZED;
            case PERMISSION_DENIED -> 403;
            case NOT_FOUND -> 404;
            case ALREADY_EXISTS, ABORTED -> 409;
            case RESOURCE_EXHAUSTED -> 429;
            case CANCELLED -> 499;
            case UNKNOWN, INTERNAL, DATA_LOSS -> 500;
            case UNIMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
            case DEADLINE_EXCEEDED -> 504;
        };
    }

    private static Code codeOf(int httpStatus) {
        return switch (httpStatus) {
            case 400 -> Code.INVALID_ARGUMENT;
            case UNAUTHORIZED -> Code.UNAUTHENTICATED;
            case 403 -> Code.PERMISSION_DENIED;
            case 404 -> Code.NOT_FOUND;
            case 409 -> Code.ABORTED;
            case 429 -> Code.RESOURCE_EXHAUSTED;
            case 500 -> Code.INTERNAL;
            case 502, 503 -> Code.UNAVAILABLE;
            case 504 -> Code.DEADLINE_EXCEEDED;
            default -> Code.UNKNOWN;
        };
    }

    private static String usualMessage(Code code) {
        return switch (code) {
            case INTERNAL -> "Internal error encountered.";
            case UNAVAILABLE -> "The service is currently unavailable.";
            case RESOURCE_EXHAUSTED -> "Resource has been exhausted (e.g. check quota).";
            case DEADLINE_EXCEEDED -> "Deadline expired before operation could complete.";
            default -> "The request was refused.";
        };
    }
}
