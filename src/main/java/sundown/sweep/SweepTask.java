package sundown.sweep;

/**
 * A task that the sweep runs every minute. It processes some of what is due and reschedules it, so that the next run
 * does not find it again.
 */
public interface SweepTask {
    /**
     * Processes some of what is due, the longest waiting first.
     *
     * @param run the run of the sweep, which keeps an item that fails from delaying others
     * @return how many; 0 when nothing is left to do now
     */
    int run(SweepRun run);
}
