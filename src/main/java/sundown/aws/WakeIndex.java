package sundown.aws;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.stream.IntStream;
import sundown.account.UserId;

/**
 * The keys of the index {@code by-wake}, which holds only what waits for a time. They are spread over shards, because
 * one key of an index takes no more writes than one partition (1,000 a second) and would hold up its table.
 */
final class WakeIndex {
    static final String NAME = "by-wake";

    private static final int SHARDS = 8;

    /** Nine places always, so that the order of the texts is the order of the times. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    private WakeIndex() {}

    static List<String> shards() {
        return IntStream.range(0, SHARDS).mapToObj(Integer::toString).toList();
    }

    static String shard(UserId user) {
        return Integer.toString(Math.floorMod(user.value().hashCode(), SHARDS));
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }
}
