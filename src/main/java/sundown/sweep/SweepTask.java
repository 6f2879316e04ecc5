package sundown.sweep;

import sundown.sweep.Wake.Shards;

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

    /** The tasks of the sweep, each with as many shards as the index that it reads. */
    enum TaskName {
        TRANSFERS(Shards.COUNT),
        COUNTS(Shards.COUNT),
        /**
         * The first half of the shards has the archives that somebody waits for, the other half those that are done.
         */
        ARCHIVES(2 * Shards.COUNT),
        MEMBERSHIPS(1),
        /** The number of requests to the payment service at once is bounded, so more shards would not be faster. */
        REFUNDS(1),
        CANCELLATIONS(1),
        REFUND_DATES(1),
        MILESTONES(1),
        SCHEDULES(1),
        CLOSES(1),
        PLANS(1),
        PURGES(1),
        MAILS(1);

        private final int shards;

        TaskName(int shards) {
            this.shards = shards;
        }

        /** Into how many shards its work is split; each has a message and a worker of its own. */
        public int shards() {
            return shards;
        }
    }
}
