package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.failure.CircuitBreaker;
import sundown.transfer.BreakerStore;

/**
 * The library's circuit breaker in the quotas table: the row {@code breaker}. It is cached while all are answered, so
 * that nobody waits for a silence that is over.
 */
@Singleton
@RegisterForReflection(targets = {BreakerStore.Kept.class, CircuitBreaker.class})
public final class DynamoBreakerStore implements BreakerStore {
    private static final RowMapper<Kept> BREAKERS = RowMapper.of(Kept.class);
    private static final Map<String, AttributeValue> KEY = Table.key("quota", "breaker");

    private final VersionedRows rows;
    private final Clock clock;
    private volatile Cached cached = new Cached(Kept.NONE, Instant.MIN);

    /** Keeps the row in a table. */
    @Inject
    public DynamoBreakerStore(
            DynamoDbClient client,
            @ConfigProperty(name = "QUOTAS_TABLE") String table,
            Clock clock,
            RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
        this.clock = clock;
    }

    /** A breaker and when it is read again. */
    private record Cached(Kept kept, Instant until) {}

    @Override
    public Kept findRecent() {
        Cached last = cached;
        return clock.instant().isBefore(last.until()) ? last.kept() : find();
    }

    @Override
    public Kept find() {
        Kept found = rows.find(KEY).map(BREAKERS::read).orElse(Kept.NONE);
        boolean usual = found.breaker().equals(CircuitBreaker.Closed.CLEAR);
        cached = new Cached(found, usual ? clock.instant().plus(CACHE_AGE_MAX) : Instant.MIN);
        return found;
    }

    @Override
    public boolean save(Kept read, CircuitBreaker next) {
        cached = new Cached(Kept.NONE, Instant.MIN);
        return rows.replace(
                read.version(), BREAKERS.write(new Kept(next, read.version())).text("quota", "breaker"));
    }
}
