package sundown.runtime;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** The one place where time and chance come from. */
final class SystemProducers {
    /** Made at the start, so that a function whose clock may not be moved never takes an event. */
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
