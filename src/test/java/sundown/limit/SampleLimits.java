package sundown.limit;

import java.util.Map;
import sundown.limit.ChangeLimitsFunction.DeployedLimits;

/** The limits of a deployment with the parameters' defaults. */
public final class SampleLimits {
    private static final DeployedLimits DEPLOYED = new DeployedLimits(Map.of(
            Limit.PURGE_ACCOUNTS_PER_MINUTE, 100L,
            Limit.PURGE_CONCURRENCY, 10L,
            Limit.GOOGLE_REQUESTS_PER_DAY, 10_000L,
            Limit.GOOGLE_REQUESTS_PER_MINUTE, 600L,
            Limit.GOOGLE_UPLOADS_PER_MINUTE, 600L,
            Limit.GOOGLE_PERCENT_PER_USER, 10L));

    private SampleLimits() {}

    /** Theirs, as a part of a function that is put together by hand. */
    public static Record deployed() {
        return DEPLOYED;
    }
}
