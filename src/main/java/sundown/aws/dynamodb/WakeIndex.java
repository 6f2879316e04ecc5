package sundown.aws.dynamodb;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.sweep.Shards;

/**
 * The index {@code by-wake} of a table, which has only the rows that wait for a time. Its keys are spread over
 * {@link Shards}. The index is eventually consistent.
 */
final class WakeIndex<K> {
    private static final String NAME = "by-wake";

    /** Always nine decimal places, so that the texts sort by time. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

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

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** The keys of the due rows of a shard, those that wait longest first. */
    List<K> due(int shard, Instant now, int limit) {
        return query(lane + shard, now, limit).stream()
                .map(row -> reader.apply(row.get(key).s()))
                .toList();
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
        RowWriter values = new RowWriter().text(":shard", shard).text(":now", time(now));
        return table.queryEventuallyConsistent(
                limit,
                row -> row,
                request -> request.indexName(NAME)
                        .keyConditionExpression("wakeShard = :shard AND wakeAt <= :now")
                        .expressionAttributeValues(values.attributes())
                        .limit(limit));
    }
}
