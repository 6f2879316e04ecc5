package sundown.purge;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What purges need besides their ports. */
final class PurgeProducers {
    /** Most of these questions are for pages that are empty: a thousand are seconds. */
    private static final int AT_ONCE = 32;

    @Produces
    @Singleton
    Parallelism parallelism() {
        return new Parallelism(AT_ONCE);
    }

    @Produces
    @Singleton
    PurgeSettings settings(
            @ConfigProperty(name = "PURGE_PAUSE_HOURS") int pauseHours,
            @ConfigProperty(name = "PURGE_ACCOUNTS_PER_MINUTE") int accountsPerMinute) {
        return new PurgeSettings(Duration.ofHours(pauseHours), accountsPerMinute);
    }
}
