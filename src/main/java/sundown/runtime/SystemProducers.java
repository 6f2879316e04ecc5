package sundown.runtime;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * The only source of time and randomness. Also registers, for the native executable, the record with which Quarkus
 * reports a failed invocation to Lambda; no extension registers it. The classes of gRPC are in
 * {@code reachability-metadata.json}.
 */
@RegisterForReflection(classNames = "io.quarkus.amazon.lambda.runtime.FunctionError")
final class SystemProducers {
    /** Created at the start, so that a function with a forbidden clock offset never takes an event. */
    @Produces
    @Singleton
    @Startup
    Clock clock() {
        return Clock.offset(Clock.systemUTC(), ClockOffset.of(System.getenv()));
    }

    @Produces
    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }
}
