package sundown.transfer;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.failure.CircuitBreaker;
import sundown.limit.Limit;
import sundown.limit.LimitStore;
import sundown.limit.LimitStore.SetLimits;
import sundown.transfer.InventoryRules.CountSettings;

/** Provides the bundled eligibility rules, the limits of the quota, how far a run counts, and the threads of a run. */
final class TransferProducers {
    /**
     * Half a batch: its bytes have been sent while Google creates the batch before, as long as an upload takes less
     * than half of a creation. Each upload holds some buffers, not an item.
     */
    private static final int THREADS_MAX = 25;

    /** Google counts a day from midnight Pacific time. */
    private static final ZoneId LIBRARY_ZONE = ZoneId.of("America/Los_Angeles");

    @Produces
    @Singleton
    Supplier<ExecutorService> threads() {
        return () -> Executors.newFixedThreadPool(
                THREADS_MAX, Thread.ofVirtual().name("upload-", 0).factory());
    }

    @Produces
    @Singleton
    CircuitBreaker.Rule silence() {
        return LibraryBreaker.RULE;
    }

    /** @param names separated by commas */
    @Produces
    @Singleton
    Albums albums(@ConfigProperty(name = "SYSTEM_ALBUMS") Optional<String> names) {
        return new Albums(names.stream()
                .flatMap(all -> Stream.of(all.split(",")))
                .map(String::strip)
                .collect(Collectors.toSet()));
    }

    @Produces
    @Singleton
    CountSettings counting() {
        return CountSettings.DEPLOYED;
    }

    @Produces
    @Singleton
    Supplier<QuotaRules.Limits> limits(
            @ConfigProperty(name = "GOOGLE_REQUESTS_PER_DAY") long perDay,
            @ConfigProperty(name = "GOOGLE_REQUESTS_PER_MINUTE") long perMinute,
            @ConfigProperty(name = "GOOGLE_UPLOADS_PER_MINUTE") long uploadsPerMinute,
            @ConfigProperty(name = "GOOGLE_UPLOADS_COUNT") boolean uploadsCount,
            @ConfigProperty(name = "GOOGLE_PERCENT_PER_USER") int percentPerUser,
            LimitStore store) {
        return () -> {
            SetLimits set = store.inForce();
            return QuotaRules.Limits.sharing(
                    set.value(Limit.GOOGLE_REQUESTS_PER_DAY, perDay),
                    set.value(Limit.GOOGLE_REQUESTS_PER_MINUTE, perMinute),
                    set.value(Limit.GOOGLE_UPLOADS_PER_MINUTE, uploadsPerMinute),
                    uploadsCount,
                    set.value(Limit.GOOGLE_PERCENT_PER_USER, percentPerUser),
                    LIBRARY_ZONE);
        };
    }

    @Produces
    @Singleton
    Room.Offers offers(@ConfigProperty(name = "GOOGLE_OFFERS") Optional<String> entries) {
        return Room.Offers.read(entries.orElse(""));
    }

    @Produces
    @Singleton
    Eligibility eligibility() {
        try (InputStream bundled = Eligibility.class.getResourceAsStream("/eligibility.json")) {
            return Eligibility.read(new String(bundled.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("eligibility.json cannot be read", unreadable);
        }
    }
}
