package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import sundown.operator.Operator;

/** The switch that stops every deletion of every group; read before each batch. A read sees every write before it. */
public interface KillSwitch {
    /** Returns the last position, or empty if the switch was never set, and so stops nothing. */
    Optional<Position> position();

    /** Sets the switch. The last call counts. */
    void set(Position position);

    /** Sets the switch for an operator, and shows its position. */
    default View set(boolean stopped, Operator by, String reason, Instant at) {
        Position position = new Position(stopped, by, reason, at);
        set(position);
        return position.view();
    }

    /** True as long as nothing may be deleted. */
    default boolean stopped() {
        return position().filter(Position::stopped).isPresent();
    }

    /**
     * A position of the switch.
     *
     * @param stopped true if nothing may be deleted
     * @param reason in the operator's words
     */
    record Position(boolean stopped, Operator by, String reason, Instant at) {
        View view() {
            return new View(stopped, by.name(), reason, at);
        }
    }

    /** A position as operators see it. */
    @RegisterForReflection
    record View(boolean stopped, String by, String reason, Instant at) {}
}
