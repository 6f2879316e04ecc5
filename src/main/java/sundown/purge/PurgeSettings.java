package sundown.purge;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How carefully and how fast groups are purged.
 *
 * @param pause between the second approval and the first deletion, besides {@link PurgeRules#SKEW}
 * @param accountsPerMinute with how many accounts of a group the deletion begins each minute, after the canary
 */
public record PurgeSettings(Duration pause, int accountsPerMinute) {
    public PurgeSettings {
        if (pause.isNegative() || accountsPerMinute < 1) {
            throw new IllegalArgumentException("a purge has no such pause or rate");
        }
    }

    static final class Producer {
        @Produces
        @Singleton
        PurgeSettings settings(
                @ConfigProperty(name = "PURGE_PAUSE_HOURS") int pauseHours,
                @ConfigProperty(name = "PURGE_ACCOUNTS_PER_MINUTE") int accountsPerMinute) {
            return new PurgeSettings(Duration.ofHours(pauseHours), accountsPerMinute);
        }
    }
}
