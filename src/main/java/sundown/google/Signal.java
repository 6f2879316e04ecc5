package sundown.google;

import static io.grpc.Status.Code.ABORTED;
import static io.grpc.Status.Code.DEADLINE_EXCEEDED;
import static io.grpc.Status.Code.FAILED_PRECONDITION;
import static io.grpc.Status.Code.INTERNAL;
import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static io.grpc.Status.Code.PERMISSION_DENIED;
import static io.grpc.Status.Code.RESOURCE_EXHAUSTED;
import static io.grpc.Status.Code.UNAVAILABLE;
import static io.grpc.Status.Code.UNKNOWN;

import io.grpc.Status;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/** The status of an answer in its protocol. */
sealed interface Signal {
    record Http(int status) implements Signal {
        @Override
        public String toString() {
            return "HTTP " + status;
        }
    }

    /** A canonical code (google.rpc.Code), of a gRPC call or of one item of a batch. */
    record Rpc(Status.Code code) implements Signal {
        @Override
        public String toString() {
            return code.name();
        }
    }

    /** No answer came: no connection, a broken one, or none in time. */
    record Silence() implements Signal {
        @Override
        public String toString() {
            return "no answer";
        }
    }

    static Predicate<Signal> http(int... statuses) {
        return signal ->
                signal instanceof Http(int status) && Arrays.stream(statuses).anyMatch(each -> each == status);
    }

    /** Matches a hundred of HTTP statuses, 500 to 599 for example. */
    static Predicate<Signal> httpHundred(int first) {
        return signal -> signal instanceof Http(int status) && status / 100 == first / 100;
    }

    static Predicate<Signal> rpc(Status.Code first, Status.Code... more) {
        Set<Status.Code> codes = EnumSet.of(first, more);
        return signal -> signal instanceof Rpc(Status.Code code) && codes.contains(code);
    }

    static Predicate<Signal> silence() {
        return Silence.class::isInstance;
    }

    /** Matches the codes of a service in trouble, or of one that does not answer in time. */
    static Predicate<Signal> unavailable() {
        return rpc(UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL, UNKNOWN);
    }

    /** Matches the statuses and codes with a text that says what the problem is. */
    static Predicate<Signal> refusal() {
        return http(400, 403, 409, 429)
                .or(rpc(INVALID_ARGUMENT, FAILED_PRECONDITION, PERMISSION_DENIED, ABORTED, RESOURCE_EXHAUSTED));
    }

    static Signal status(int status) {
        return new Http(status);
    }
}
