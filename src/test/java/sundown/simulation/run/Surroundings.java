package sundown.simulation.run;

import java.time.Clock;
import java.util.Set;
import java.util.function.Function;
import sundown.edge.Forwarding;
import sundown.edge.Lag;
import sundown.job.GroupUsers.GroupChunks;
import sundown.simulation.port.WeakReads;

/**
 * What goes on around the ports of a world, whichever they are.
 *
 * @param plant what stands between functions and ports, and should not
 * @param chunks into how many the users of the group are split
 * @param lag until eventually consistent reads show a change
 */
public record Surroundings(
        Chance chance,
        Plant plant,
        WorldTime time,
        Runs runs,
        Troubles troubles,
        GroupChunks chunks,
        Lag lag,
        CrashPoints points,
        Secrets secrets,
        Coverage coverage,
        Trace trace) {

    /** The same of a port with something in front of it, see {@link Forwarding}. */
    public <T> T port(Class<T> port, T real, Function<? super T, ?> front) {
        return port(port, Forwarding.to(port, real, front));
    }

    /** A port as the functions have it: with crash points, and what is planted. */
    public <T> T port(Class<T> port, T real) {
        T reached = points.around(port, real);
        Set<String> weak = plant.weakReads(port);
        return plant.in(port, weak.isEmpty() ? reached : WeakReads.of(port, reached, weak, lag));
    }

    /** The clock of the worker that runs now. */
    public Clock clock() {
        return time.workers();
    }
}
