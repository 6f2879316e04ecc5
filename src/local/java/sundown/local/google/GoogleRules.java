package sundown.local.google;

import java.time.Duration;
import sundown.local.google.gate.QuotaLimits;
import sundown.local.google.uploads.SizeLimits;

/**
 * What the stand-in enforces.
 *
 * @param accessTokenLifetime an hour with Google, of which it tells clients one second less
 */
public record GoogleRules(Duration accessTokenLifetime, QuotaLimits quota, SizeLimits sizes) {

    /** Google's own figures, for a new project. */
    public static GoogleRules usual() {
        return new GoogleRules(Duration.ofHours(1), QuotaLimits.ofNewProject(), SizeLimits.ofGoogle());
    }

    /** The same with another quota. */
    public GoogleRules with(QuotaLimits newQuota) {
        return new GoogleRules(accessTokenLifetime, newQuota, sizes);
    }
}
