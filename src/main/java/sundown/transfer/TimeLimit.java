package sundown.transfer;

import java.time.Duration;
import java.time.Instant;

/**
 * Until when a run may begin what, so that it ends by itself before its function's 180 seconds are over: an upload of
 * 64 MiB may take 84 seconds more, a creation 60.
 *
 * @param uploads no upload begins after it
 * @param creation no creation begins after it; the next message does it
 */
record TimeLimit(Instant uploads, Instant creation) {
    private static final Duration FOR_UPLOADS = Duration.ofSeconds(90);
    private static final Duration UNTIL_CREATION = Duration.ofSeconds(110);

    static TimeLimit startingAt(Instant now) {
        return new TimeLimit(now.plus(FOR_UPLOADS), now.plus(UNTIL_CREATION));
    }

    /** The same, but not past a time after which nothing may begin. */
    TimeLimit until(Instant end) {
        return new TimeLimit(earlier(uploads, end), earlier(creation, end));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
