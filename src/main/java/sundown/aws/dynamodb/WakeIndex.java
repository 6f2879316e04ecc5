package sundown.aws.dynamodb;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.sweep.Wake;
import sundown.sweep.Wake.Shards;

/**
 * The index {@code by-wake} of a table, which has only the rows that wait for a time. Its keys are spread over
 * {@link Shards}. The index is eventually consistent.
 */
final class WakeIndex<K> {
    private static final String NAME = "by-wake";

    private final Table table;
    private final String key;
    private final Function<String, K> reader;
    private final String lane;

    /**
     * The index of a table, or a lane of it, queried separately, so that its due rows do not hide those of other lanes.
     *
     * @param key the attribute that identifies a row
     * @param lane the prefix of its shards
     */
    WakeIndex(Table table, String key, Function<String, K> reader, String lane) {
        this.table = table;
        this.key = key;
        this.reader = reader;
        this.lane = lane;
    }

    /** The shard of a row. */
    static String shard(String key) {
        return Integer.toString(Shards.of(key));
    }

    /** Adds to a row when it is due. */
    static RowWriter wake(RowWriter row, String lane, String key, Instant at) {
        return row.text("wakeShard", lane + shard(key)).text("wakeAt", Wake.time(at));
    }

    /** The keys of the due rows of a shard, those that wait longest first. */
    List<K> due(int shard, Instant now, int limit) {
        return query(lane + shard, now, limit).stream()
                .map(row -> reader.apply(row.get(key).s()))
                .toList();
    }

    /**
     * The users of the rows of a shard, whatever their time, those that wait longest first.
     *
     * @param sort the sort key of each of these rows in the table
     * @param after the last one of the page before; it may be in another place by now
     */
    List<Wake> waiting(int shard, String sort, Optional<Wake> after, int limit) {
        String name = lane + shard;
        RowWriter values = new RowWriter().text(":shard", name);
        return table.query(
                limit,
                row -> new Wake(
                        shard,
                        Instant.parse(row.get("wakeAt").s()),
                        new UserId(row.get("userId").s())),
                "wakeShard = :shard",
                values,
                request -> request.indexName(NAME)
                        .exclusiveStartKey(
                                after.map(last -> place(name, sort, last)).orElse(null)));
    }

    /** Many wait for the same instant: their order is the index's own, and its place names one of them. */
    private static Map<String, AttributeValue> place(String shard, String sort, Wake wake) {
        return new RowWriter()
                .text("wakeShard", shard)
                .text("wakeAt", Wake.time(wake.at()))
                .text("userId", wake.user().value())
                .text("sort", sort)
                .attributes();
    }

    /** The keys of the due rows of all shards, those that wait longest first. */
    List<K> due(Instant now, int limit) {
        return IntStream.range(0, Shards.COUNT)
                .mapToObj(shard -> query(lane + shard, now, limit))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(row -> row.get("wakeAt").s()))
                .limit(limit)
                .map(row -> reader.apply(row.get(key).s()))
                .toList();
    }

    private List<Map<String, AttributeValue>> query(String shard, Instant now, int limit) {
        RowWriter values = new RowWriter().text(":shard", shard).text(":now", Wake.time(now));
        return table.query(
                limit, row -> row, "wakeShard = :shard AND wakeAt <= :now", values, request -> request.indexName(NAME));
    }
}
