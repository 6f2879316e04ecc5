package sundown.aws.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.refund.RefundLedger;

/**
 * The index {@code by-state} of a ledger. Its keys are spread over shards, because one key takes only the writes of one
 * partition (1,000 a second) and would throttle its table. The index is eventually consistent.
 */
final class StateIndex<T> {
    private static final String NAME = "by-state";
    private static final int SHARDS = RefundLedger.PARTS;

    private final Table table;
    private final String key;
    private final Function<Map<String, AttributeValue>, T> reader;

    /** @param key the attribute that identifies a row */
    StateIndex(Table table, String key, Function<Map<String, AttributeValue>, T> reader) {
        this.table = table;
        this.key = key;
        this.reader = reader;
    }

    /**
     * Adds to a row its state in the index, and when it is due.
     *
     * @param wakeAt empty for a row that waits for nothing
     */
    static RowWriter list(RowWriter row, Enum<?> state, String key, Optional<Instant> wakeAt) {
        row.text("stateShard", stateShard(state, shard(key)));
        return wakeAt.map(at -> WakeIndex.wake(row, lane(state), key, at)).orElse(row);
    }

    /** The lane of the due rows in a state, so that many in one state do not hide those in another. */
    static String lane(Enum<?> state) {
        return state.name() + "#";
    }

    private static String stateShard(Enum<?> state, int shard) {
        return "%s#%02d".formatted(state, shard);
    }

    static int shard(String key) {
        return Math.floorMod(key.hashCode(), SHARDS);
    }

    /** The rows in a state, shard after shard. */
    List<T> rows(Enum<?> state, Optional<String> after, int limit) {
        int first = after.map(StateIndex::shard).orElse(0);
        return IntStream.range(first, SHARDS)
                .mapToObj(shard -> rows(state, shard, after.filter(last -> shard(last) == shard), limit))
                .flatMap(List::stream)
                .limit(limit)
                .toList();
    }

    /** The rows in a state that are in one of the shards. */
    List<T> rows(Enum<?> state, int shard, Optional<String> after, int limit) {
        RowWriter values =
                new RowWriter().text(":shard", stateShard(state, shard)).text(":after", after);
        return table.query(
                limit,
                reader,
                "stateShard = :shard" + (after.isPresent() ? " AND " + key + " > :after" : ""),
                values,
                request -> request.indexName(NAME));
    }
}
