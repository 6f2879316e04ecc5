package sundown.readiness;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * The parameters of this deployment, which the checks compare with what there is.
 *
 * @param issuer of the users' tokens
 * @param clientId of the page at the issuer
 * @param googleClientId of the page and the functions at Google
 * @param googleRequestsPerDay granted by Google
 * @param page its address, a slash at the end
 * @param queueWorkers how many functions the queues may call at once
 * @param chunkConcurrency {@code ChunkConcurrency}
 * @param purgeConcurrency {@code PurgeConcurrency}
 * @param warmWriteUnits {@code WarmWriteUnits}; 0 where DynamoDB decides
 */
record ReadinessSettings(
        String issuer,
        String clientId,
        String googleClientId,
        long googleRequestsPerDay,
        URI page,
        int queueWorkers,
        int chunkConcurrency,
        int purgeConcurrency,
        long warmWriteUnits) {
    static final class Producer {
        @Produces
        @Singleton
        ReadinessSettings settings(Config config) {
            return new ReadinessSettings(
                    text(config, "TOKEN_ISSUER"),
                    text(config, "TOKEN_AUDIENCE"),
                    text(config, "GOOGLE_CLIENT_ID"),
                    config.getValue("GOOGLE_REQUESTS_PER_DAY", Long.class),
                    URI.create(text(config, "PAGE_URI")),
                    Stream.of(text(config, "QUEUE_WORKERS").split(" ", -1))
                            .mapToInt(Integer::parseInt)
                            .sum(),
                    config.getValue("CHUNK_CONCURRENCY", Integer.class),
                    config.getValue("PURGE_CONCURRENCY", Integer.class),
                    config.getValue("WARM_WRITE_UNITS", Long.class));
        }

        private static String text(Config config, String name) {
            return config.getValue(name, String.class);
        }
    }
}
