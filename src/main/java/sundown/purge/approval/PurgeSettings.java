package sundown.purge.approval;

import java.time.Duration;

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
}
