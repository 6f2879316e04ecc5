package sundown.hold;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/**
 * A hold, for the operator. Instants are ISO 8601 in UTC.
 *
 * @param held true while it applies
 */
@RegisterForReflection
public record HoldView(String userId, boolean held, String reason, String by, String placedAt, Optional<String> until) {
    /** The view of a placed hold. */
    static HoldView of(Hold hold, Instant now) {
        return view(hold, hold.holdsAt(now));
    }

    /** The view of a released hold. */
    static HoldView released(Hold hold) {
        return view(hold, false);
    }

    private static HoldView view(Hold hold, boolean held) {
        return new HoldView(
                hold.user().value(),
                held,
                hold.reason(),
                hold.by().name(),
                hold.placedAt().toString(),
                hold.until().map(Instant::toString));
    }
}
