package sundown.hold;

import java.time.Instant;
import java.util.Optional;
import sundown.account.UserId;

/**
 * Keeps what a user has in the gallery and in the tables, whether he still has an account or not.
 *
 * @param reason why, in the operator's words
 * @param by the operator's name
 * @param until the first instant at which it keeps nothing any more; without end where absent
 */
public record Hold(UserId user, String reason, String by, Instant placedAt, Optional<Instant> until) {
    /** True while it keeps. */
    public boolean holdsAt(Instant now) {
        return until.map(now::isBefore).orElse(true);
    }
}
