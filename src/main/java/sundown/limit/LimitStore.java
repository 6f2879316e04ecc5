package sundown.limit;

import java.time.Duration;
import java.util.Optional;
import sundown.edge.EventuallyConsistent;

/** The limits that operators have set. */
public interface LimitStore {
    /** How old the limits in force may be. */
    Duration CACHED = Duration.ofMinutes(1);

    /** The limits that are set, at most {@link #CACHED} old. */
    @EventuallyConsistent
    SetLimits inForce();

    /** The last change, read strongly consistent; nothing when nobody has changed a limit yet. */
    Optional<LimitChange> latest();

    /**
     * Saves a change after the one before it.
     *
     * @return false when another change has its version; if a response is lost, the retry may find its own change
     */
    boolean save(LimitChange next);
}
