package sundown.simulation.run;

import java.time.Clock;

/**
 * What goes on around the ports of a world, whichever they are.
 *
 * @param plant what stands between functions and ports, and should not
 */
public record Surroundings(
        Chance chance,
        Plant plant,
        WorldTime time,
        Runs runs,
        Troubles troubles,
        CrashPoints points,
        Secrets secrets,
        Coverage coverage,
        Trace trace) {

    /** A port as the functions have it: with crash points, and what is planted. */
    public <T> T port(Class<T> port, T real) {
        return plant.in(port, points.around(port, real));
    }

    /** The clock of the worker that runs now. */
    public Clock clock() {
        return time.workers();
    }
}
