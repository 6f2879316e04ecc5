package sundown.runtime;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** The only source of time and randomness. */
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
