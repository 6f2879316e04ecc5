package sundown.simulation.planted;

import java.util.function.Function;
import sundown.edge.Forwarding;

/**
 * A port that is not what the functions think it is.
 *
 * @param bug has the methods that are called instead of those of the port
 */
record PlantedPort<T>(Class<T> port, Function<T, ?> bug) {
    /** What the functions have for a port. */
    <P> P in(Class<P> asked, P real) {
        return asked.equals(port) ? asked.cast(Forwarding.to(port, port.cast(real), bug)) : real;
    }
}
