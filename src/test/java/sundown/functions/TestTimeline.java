package sundown.functions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import sundown.edge.Json;

/** A timeline that has a region in each phase today. */
final class TestTimeline {
    /** Exports are open. */
    static final String OPEN = "IN";
    /** Exports have ended. */
    static final String CLOSED = "BR";
    /** Announced; exports are to open. */
    static final String NOT_OPEN = "DE";
    /** Nothing ends. */
    static final String EXEMPT = "CN";

    private TestTimeline() {}

    /** The document, in the form of {@code infra/timeline.json}. */
    static String document(Clock clock) {
        Instant now = clock.instant();
        return Json.write(Map.of(
                "version",
                1,
                "exempt",
                List.of(EXEMPT),
                "groups",
                List.of(
                        group("1", List.of(OPEN), now.minus(days(30))),
                        group("2", List.of(CLOSED), now.minus(days(300))),
                        group("3", "every other", now.plus(days(30))))));
    }

    private static Map<String, Object> group(String id, Object regions, Instant opening) {
        return Map.of(
                "id", id,
                "regions", regions,
                "notice", opening.minus(days(60)).toString(),
                "exportsOpen", opening.toString(),
                "close", opening.plus(days(180)).toString(),
                "refundBy", opening.plus(days(240)).toString());
    }

    private static Duration days(long days) {
        return Duration.ofDays(days);
    }
}
