package sundown.limit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A limit that a parameter of the template gives, and that operators can set to another value. */
@RegisterForReflection
public enum Limit {
    /** The number of a group's accounts with which the deletion begins each minute, after the canary. */
    PURGE_ACCOUNTS_PER_MINUTE("purgeAccountsPerMinute", 1, 100_000),
    /** The number of accounts that are deleted at once. */
    PURGE_CONCURRENCY("purgeConcurrency", 1, 1_000),
    /** The requests that Google grants the project each day. */
    GOOGLE_REQUESTS_PER_DAY("googleRequestsPerDay", 200, 1_000_000_000_000L),
    /** The requests that Google grants the project each minute. */
    GOOGLE_REQUESTS_PER_MINUTE("googleRequestsPerMinute", 200, 1_000_000_000_000L),
    /** The uploads that Google grants the project each minute. */
    GOOGLE_UPLOADS_PER_MINUTE("googleUploadsPerMinute", 200, 1_000_000_000_000L),
    /** The part of the day's requests that one user may draw. */
    GOOGLE_PERCENT_PER_USER("googlePercentPerUser", 1, 100);

    private final String word;
    private final long least;
    private final long most;

    Limit(String word, long least, long most) {
        this.word = word;
        this.least = least;
        this.most = most;
    }

    /** The limit with a word. */
    @JsonCreator
    static Limit find(String word) {
        return Stream.of(values())
                .filter(limit -> limit.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        Stream.of(values()).map(Limit::word).collect(Collectors.joining(", ", "it is none of ", ""))));
    }

    /** The word for it in calls, answers, and rows. */
    @JsonValue
    public String word() {
        return word;
    }

    /** The least value that it can have. */
    public long least() {
        return least;
    }

    /** The value nearest to a number that it can have. */
    public long nearest(long value) {
        return Math.clamp(value, least, most);
    }

    /** The largest value that it can have. */
    public long most() {
        return most;
    }
}
