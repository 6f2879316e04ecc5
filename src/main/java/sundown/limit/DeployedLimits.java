package sundown.limit;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** The values of the template's parameters. */
record DeployedLimits(Map<Limit, Long> values) {
    DeployedLimits {
        values = Map.copyOf(values);
    }

    static final class Producer {
        @Produces
        @Singleton
        DeployedLimits limits(Config config) {
            return new DeployedLimits(Map.of(
                    Limit.PURGE_ACCOUNTS_PER_MINUTE, number(config, "PURGE_ACCOUNTS_PER_MINUTE"),
                    Limit.PURGE_CONCURRENCY, number(config, "PURGE_CONCURRENCY"),
                    Limit.GOOGLE_REQUESTS_PER_DAY, number(config, "GOOGLE_REQUESTS_PER_DAY"),
                    Limit.GOOGLE_REQUESTS_PER_MINUTE, number(config, "GOOGLE_REQUESTS_PER_MINUTE"),
                    Limit.GOOGLE_UPLOADS_PER_MINUTE, number(config, "GOOGLE_UPLOADS_PER_MINUTE"),
                    Limit.GOOGLE_PERCENT_PER_USER, number(config, "GOOGLE_PERCENT_PER_USER")));
        }

        private static Long number(Config config, String name) {
            return config.getValue(name, Long.class);
        }
    }
}
