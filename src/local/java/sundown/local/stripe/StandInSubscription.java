package sundown.local.stripe;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A subscription.
 *
 * @param elsewhere true when it belongs to an account that the API key does not reach
 * @param endedAt when it was cancelled; nothing while it runs
 * @param settled true when the cancellation made a last invoice or a credit
 */
public record StandInSubscription(String id, boolean elsewhere, Optional<Instant> endedAt, boolean settled) {
    /** A subscription that runs. */
    public StandInSubscription(String id) {
        this(id, false, Optional.empty(), false);
    }

    /** The same on an account that the API key does not reach. */
    public static StandInSubscription elsewhere(String id) {
        return new StandInSubscription(id, true, Optional.empty(), false);
    }

    StandInSubscription ended(Instant now, boolean settles) {
        return new StandInSubscription(id, elsewhere, Optional.of(now), settles);
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("object", "subscription");
        document.put("cancel_at_period_end", false);
        document.put("canceled_at", endedAt.map(Instant::getEpochSecond).orElse(null));
        document.put("ended_at", endedAt.map(Instant::getEpochSecond).orElse(null));
        document.put("status", endedAt.isPresent() ? "canceled" : "active");
        return document;
    }
}
