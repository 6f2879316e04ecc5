package sundown.simulation.run;

import java.util.function.Supplier;

/** What happens in a world, line by line, for replays of a seed. */
public interface Trace {
    /** Nobody listens. */
    Trace NONE = line -> {};

    /** Says a line, which is made only if somebody listens. */
    void say(Supplier<String> line);
}
