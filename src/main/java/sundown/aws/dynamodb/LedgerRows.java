package sundown.aws.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.refund.RefundLedger;

/**
 * The rows of a ledger, one for each key. The index {@code by-state} lists them by state, and is eventually consistent.
 * Its keys are spread over shards, because one key takes only the writes of one partition (1,000 a second) and would
 * throttle its table. Rows that wait for a time are in a lane for each state, so that many in one state do not hide
 * those in another.
 */
final class LedgerRows<K, T> extends VersionedRows {
    private static final String NAME = "by-state";
    private static final int SHARDS = RefundLedger.PARTS;

    private final String key;
    private final Function<Map<String, AttributeValue>, T> reader;
    private final List<WakeIndex<K>> lanes;

    /**
     * The rows of a table.
     *
     * @param key the attribute that identifies a row
     * @param waiting the states in which a row waits for a time, the most urgent first
     */
    LedgerRows(
            DynamoDbClient client,
            String table,
            RandomGenerator random,
            String key,
            Function<String, K> id,
            Function<Map<String, AttributeValue>, T> reader,
            List<? extends Enum<?>> waiting) {
        super(client, table, random);
        this.key = key;
        this.reader = reader;
        this.lanes = waiting.stream()
                .map(state -> new WakeIndex<>(this, key, id, lane(state)))
                .toList();
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

    private static String lane(Enum<?> state) {
        return state.name() + "#";
    }

    private static String stateShard(Enum<?> state, int shard) {
        return "%s#%02d".formatted(state, shard);
    }

    static int shard(String key) {
        return Math.floorMod(key.hashCode(), SHARDS);
    }

    /** Reads a row, strongly consistent. */
    Optional<T> find(String id) {
        return find(key(key, id)).map(reader);
    }

    /** Lists the keys of due rows, state after state; of each state, those that wait longest come first. */
    List<K> listDue(Instant now, int limit) {
        return lanes.stream()
                .flatMap(lane -> lane.due(now, limit).stream())
                .limit(limit)
                .toList();
    }

    /** Lists the rows in a state, shard after shard. */
    List<T> listInState(Enum<?> state, Optional<String> after, int limit) {
        int first = after.map(LedgerRows::shard).orElse(0);
        return IntStream.range(first, SHARDS)
                .mapToObj(shard -> listInState(state, shard, after.filter(last -> shard(last) == shard), limit))
                .flatMap(List::stream)
                .limit(limit)
                .toList();
    }

    /** Lists the rows in a state that are in one of the shards. */
    List<T> listInState(Enum<?> state, int shard, Optional<String> after, int limit) {
        RowWriter values =
                new RowWriter().text(":shard", stateShard(state, shard)).text(":after", after);
        return query(
                limit,
                reader,
                "stateShard = :shard" + (after.isPresent() ? " AND " + key + " > :after" : ""),
                values,
                request -> request.indexName(NAME));
    }
}
