package sundown.hold;

import java.time.Instant;
import java.util.Optional;
import sundown.account.UserId;
import sundown.operator.Operator;

/**
 * Keeps the objects and rows of a user from deletion, with or without an account.
 *
 * @param reason why, in the operator's words
 * @param until the first instant at which it no longer applies; nothing for a hold without end
 */
public record Hold(UserId user, String reason, Operator by, Instant placedAt, Optional<Instant> until) {
    /** True while it applies. */
    public boolean holdsAt(Instant now) {
        return until.map(now::isBefore).orElse(true);
    }
}
