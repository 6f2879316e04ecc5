package sundown.purge.approval;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What purges need besides their ports. */
final class PurgeProducers {
    @Produces
    @Singleton
    PurgeSettings settings(
            @ConfigProperty(name = "PURGE_PAUSE_HOURS") int pauseHours,
            @ConfigProperty(name = "PURGE_ACCOUNTS_PER_MINUTE") int accountsPerMinute) {
        return new PurgeSettings(Duration.ofHours(pauseHours), accountsPerMinute);
    }
}
