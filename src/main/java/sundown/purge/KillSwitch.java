package sundown.purge;

import java.time.Instant;
import java.util.Optional;
import sundown.operator.Operator;

/**
 * Stops every deletion of every group: it is read before each batch. What is read is as it is after every change that
 * came before.
 */
public interface KillSwitch {
    /** How it was set last; nothing when nobody ever did, and then nothing is stopped. */
    Optional<Position> position();

    /** Sets it; the last call counts. */
    void set(Position position);

    /** True while nothing may be deleted. */
    default boolean stopped() {
        return position().filter(Position::stopped).isPresent();
    }

    /**
     * A position of the switch.
     *
     * @param stopped true when nothing may be deleted
     * @param reason in the operator's words
     */
    record Position(boolean stopped, Operator by, String reason, Instant at) {}
}
