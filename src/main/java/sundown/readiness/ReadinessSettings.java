package sundown.readiness;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import sundown.readiness.CloudRules.ApiLimit;

/**
 * The parameters of this deployment, which the checks compare with what there is.
 *
 * @param issuer of the users' tokens
 * @param clientId of the page at the issuer
 * @param googleClientId of the page and the functions at Google
 * @param granted by Google
 * @param page its address, a slash at the end
 * @param queueWorkers how many functions the queues may call at once
 * @param chunkConcurrency {@code ChunkConcurrency}
 * @param purgeConcurrency {@code PurgeConcurrency}
 * @param warmWriteUnits {@code WarmWriteUnits}; 0 where DynamoDB decides
 * @param apiLimits the limits of the API
 * @param mails whether users are mailed
 * @param reachedPercentMin the share of a group's users who should be reached
 */
record ReadinessSettings(
        String issuer,
        String clientId,
        String googleClientId,
        ForecastRules.Granted granted,
        URI page,
        int queueWorkers,
        int chunkConcurrency,
        int purgeConcurrency,
        long warmWriteUnits,
        Map<ApiLimit, Long> apiLimits,
        boolean mails,
        int reachedPercentMin) {
    ReadinessSettings {
        apiLimits = Map.copyOf(apiLimits);
    }

    static final class Producer {
        @Produces
        @Singleton
        ReadinessSettings settings(Config config) {
            return new ReadinessSettings(
                    text(config, "TOKEN_ISSUER"),
                    text(config, "TOKEN_AUDIENCE"),
                    text(config, "GOOGLE_CLIENT_ID"),
                    new ForecastRules.Granted(
                            config.getValue("GOOGLE_REQUESTS_PER_DAY", Long.class),
                            config.getValue("GOOGLE_UPLOADS_PER_MINUTE", Long.class),
                            config.getValue("GOOGLE_UPLOADS_COUNT", Boolean.class)),
                    URI.create(text(config, "PAGE_URI")),
                    Stream.of(text(config, "QUEUE_WORKERS").split(" ", -1))
                            .mapToInt(Integer::parseInt)
                            .sum(),
                    config.getValue("CHUNK_CONCURRENCY", Integer.class),
                    config.getValue("PURGE_CONCURRENCY", Integer.class),
                    config.getValue("WARM_WRITE_UNITS", Long.class),
                    apiLimits(text(config, "API_LIMITS")),
                    text(config, "MAIL_SWITCH").equals("on"),
                    config.getValue("REACHED_PERCENT_MIN", Integer.class));
        }

        private static Map<ApiLimit, Long> apiLimits(String assignments) {
            return Stream.of(assignments.split(" ", -1))
                    .map(assignment -> assignment.split("=", 2))
                    .collect(Collectors.toMap(parts -> ApiLimit.find(parts[0]), parts -> Long.valueOf(parts[1])));
        }

        private static String text(Config config, String name) {
            return config.getValue(name, String.class);
        }
    }
}
