package sundown.purge;

import java.time.Instant;
import java.util.Optional;
import sundown.operator.Operator;

/**
 * The switch that stops every deletion of every group. It is read before each batch. A read sees every write before it.
 */
public interface KillSwitch {
    /** The last position. Empty if nobody ever set the switch, and then nothing is stopped. */
    Optional<Position> position();

    /** Sets the switch. The last call counts. */
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
