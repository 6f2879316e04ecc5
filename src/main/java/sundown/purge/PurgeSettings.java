package sundown.purge;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The pause and the pace of purges.
 *
 * @param pause between the second approval and the first deletion, besides {@link PurgeRules#CLOCK_SKEW}
 * @param accountsPerMinute the number of accounts of a group with which the deletion begins each minute, after the
 *     canary
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
