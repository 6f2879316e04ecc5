package sundown.sweep;

/**
 * A task of the sweep. It processes some of what is due and reschedules it, so that the next run does not find it
 * again. Two workers may be at the same shard at once.
 */
public interface SweepTask {
    /** Its name; no other task has it. */
    TaskName name();

    /**
     * Processes some of what is due, the longest waiting first.
     *
     * @param run says which shard, and keeps an item that fails from delaying others
     * @return how many; 0 when nothing is left to do now
     */
    int run(SweepRun run);
}
