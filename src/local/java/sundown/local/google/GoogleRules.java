package sundown.local.google;

import java.time.Duration;
import sundown.local.google.gate.QuotaLimits;
import sundown.local.google.library.DuplicateAnswer;
import sundown.local.google.oauth.Scopes;
import sundown.local.google.uploads.SizeLimits;

/**
 * What the stand-in enforces.
 *
 * @param accessTokenLifetime an hour with Google, of which it tells clients one second less
 */
public record GoogleRules(
        Duration accessTokenLifetime, Scopes scopes, QuotaLimits quota, SizeLimits sizes, DuplicateAnswer duplicates) {

    /** Google's own figures, for a new project. */
    public static GoogleRules usual() {
        return new GoogleRules(
                Duration.ofHours(1),
                Scopes.current(),
                QuotaLimits.ofNewProject(),
                SizeLimits.ofGoogle(),
                DuplicateAnswer.ALREADY_EXISTS);
    }

    /** The same with other scopes, such as those that older clients ask for. */
    public GoogleRules with(Scopes newScopes) {
        return new GoogleRules(accessTokenLifetime, newScopes, quota, sizes, duplicates);
    }

    /** The same with another quota. */
    public GoogleRules with(QuotaLimits newQuota) {
        return new GoogleRules(accessTokenLifetime, scopes, newQuota, sizes, duplicates);
    }

    /** The same with other size limits. */
    public GoogleRules with(SizeLimits newSizes) {
        return new GoogleRules(accessTokenLifetime, scopes, quota, newSizes, duplicates);
    }

    /** The same with another answer to bytes that are there already. */
    public GoogleRules with(DuplicateAnswer newDuplicates) {
        return new GoogleRules(accessTokenLifetime, scopes, quota, sizes, newDuplicates);
    }
}
