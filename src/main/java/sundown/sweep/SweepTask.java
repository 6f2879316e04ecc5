package sundown.sweep;

/**
 * What a room has the sweep do: see to a few of those whose time has come. A round moves on the time of each that it
 * sees to, so that the next round does not meet it again.
 */
public interface SweepTask {
    /**
     * Sees to some of what is due, those that wait longest first.
     *
     * @return how many; 0 when nothing is left to do now
     */
    int run();
}
