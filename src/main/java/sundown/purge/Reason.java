package sundown.purge;

import java.time.Instant;
import java.util.Optional;

/**
 * Why something of a user may be left.
 *
 * @param standing of the user in the group: under hold, or of another group or none
 * @param until the first instant at which it no longer holds; nothing for a reason without end
 */
record Reason(Standing standing, Optional<Instant> until) {
    /** True for a hold. */
    boolean isHold() {
        return standing == Standing.HELD;
    }

    /** What was found of its user. */
    Findings findings(Spared spared) {
        return isHold() ? Findings.ofHeld(spared) : Findings.ofForeign(spared);
    }
}
