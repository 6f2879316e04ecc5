package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.limit.Limit;
import sundown.limit.LimitStore;

/**
 * The limits in the groups table: the row {@code limits} has those that are set under their words, and the last change.
 * They are cached for a minute.
 */
@Singleton
public final class DynamoLimitStore implements LimitStore {
    private static final Logger LOG = Logger.getLogger(DynamoLimitStore.class);
    private static final String KEY = "limits";

    private final Table table;
    private final Clock clock;
    private volatile Kept kept = new Kept(SetLimits.NONE, Instant.MIN);

    public DynamoLimitStore(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, Clock clock) {
        this.table = new Table(client, table);
        this.clock = clock;
    }

    /** Cached limits and when they expire. */
    private record Kept(SetLimits limits, Instant until) {}

    @Override
    public SetLimits inForce() {
        Instant now = clock.instant();
        if (!now.isBefore(kept.until())) {
            kept = new Kept(latest().map(LimitChange::limits).orElse(SetLimits.NONE), now.plus(CACHE_AGE_MAX));
        }
        return kept.limits();
    }

    @Override
    public Optional<LimitChange> latest() {
        return table.findGroup(KEY, "limits", DynamoLimitStore::change);
    }

    private static LimitChange change(Row row) {
        Map<Limit, Long> values = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            row.optionalNumber(limit.word()).ifPresent(value -> values.put(limit, possible(limit, value)));
        }
        return new LimitChange(
                new SetLimits(values),
                row.number("version"),
                row.operator("by"),
                row.text("reason"),
                row.instant("at"));
    }

    /**
     * A value that nobody can set by a call stops no work. To ignore it would let a purge run at the parameter's pace.
     */
    private static long possible(Limit limit, long value) {
        long nearest = limit.nearest(value);
        if (nearest != value) {
            LOG.errorf("the row limits has %s %d, which cannot be: %d counts", limit.word(), value, nearest);
        }
        return nearest;
    }

    @Override
    public boolean save(LimitChange next) {
        RowWriter row = new RowWriter()
                .text("group", KEY)
                .number("version", next.version())
                .operator("by", next.by())
                .text("reason", next.reason())
                .instant("at", next.at());
        next.limits().values().forEach((limit, value) -> row.number(limit.word(), value));
        return next.version() == 1
                ? table.putFirst(row, "version")
                : table.put(row, "version = :before", new RowWriter().number(":before", next.version() - 1));
    }
}
