package sundown.google;

import io.grpc.Status;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/** How an answer says what it is, in the protocol that it came by. */
sealed interface Signal {
    /** An HTTP status. */
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

    /** True for one of these HTTP statuses. */
    static Predicate<Signal> http(int... statuses) {
        return signal ->
                signal instanceof Http(int status) && Arrays.stream(statuses).anyMatch(each -> each == status);
    }

    /** True for the HTTP statuses of a hundred, of 500 to 599 for example. */
    static Predicate<Signal> httpHundred(int first) {
        return signal -> signal instanceof Http(int status) && status / 100 == first / 100;
    }

    /** True for one of these codes. */
    static Predicate<Signal> rpc(Status.Code first, Status.Code... more) {
        Set<Status.Code> codes = EnumSet.of(first, more);
        return signal -> signal instanceof Rpc(Status.Code code) && codes.contains(code);
    }

    /** True where nothing came. */
    static Predicate<Signal> silence() {
        return Silence.class::isInstance;
    }
}
