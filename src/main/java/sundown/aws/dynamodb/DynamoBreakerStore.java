package sundown.aws.dynamodb;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.failure.CircuitBreaker;
import sundown.transfer.BreakerStore;

/**
 * The library's circuit breaker in the quotas table: the row {@code breaker}. An open one has {@code nextTrial}, a
 * closed one {@code unanswered}. It is cached while all are answered, so that nobody waits for a silence that is over.
 */
@Singleton
public final class DynamoBreakerStore implements BreakerStore {
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
    public Kept recent() {
        Cached last = cached;
        return clock.instant().isBefore(last.until()) ? last.kept() : find();
    }

    @Override
    public Kept find() {
        Kept found = rows.find(KEY)
                .map(attributes -> Row.read("breaker", attributes, DynamoBreakerStore::kept))
                .orElse(Kept.NONE);
        boolean usual = found.breaker().equals(CircuitBreaker.Closed.CLEAR);
        cached = new Cached(found, usual ? clock.instant().plus(CACHED) : Instant.MIN);
        return found;
    }

    private static Kept kept(Row row) {
        return new Kept(
                row.optionalInstant("nextTrial")
                        .<CircuitBreaker>map(time -> new CircuitBreaker.Open(row.smallNumber("failedTrials"), time))
                        .orElseGet(() -> closed(row)),
                row.number("version"));
    }

    private static CircuitBreaker closed(Row row) {
        return new CircuitBreaker.Closed(Set.copyOf(row.textList("unanswered")), row.instant("since"));
    }

    @Override
    public boolean save(Kept read, CircuitBreaker next) {
        RowWriter row = new RowWriter().text("quota", "breaker");
        switch (next) {
            case CircuitBreaker.Open open ->
                row.number("failedTrials", open.failedTrials()).instant("nextTrial", open.nextTrial());
            case CircuitBreaker.Closed closed ->
                row.textList("unanswered", List.copyOf(closed.unanswered())).instant("since", closed.since());
        }
        cached = new Cached(Kept.NONE, Instant.MIN);
        return rows.replace(read.version(), row);
    }
}
