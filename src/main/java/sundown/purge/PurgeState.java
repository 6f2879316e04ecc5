package sundown.purge;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.job.Job.JobId;
import sundown.operator.Operator;
import sundown.timeline.GroupId;

/**
 * The state of a group's purge. It has no approvals: those are {@link ApprovalStore.Approvals}, which other functions
 * may not write.
 */
public sealed interface PurgeState {

    /** The purge is planned. It waits for two approvals, and then for the end of the pause. */
    record Planned() implements PurgeState {}

    /**
     * The canary is being deleted, and then checked.
     *
     * @param begunAt when the canary began
     */
    record Canary(Instant begunAt) implements PurgeState {}

    /**
     * All accounts are being deleted.
     *
     * @param begunAt when that began
     */
    record Waves(Instant begunAt) implements PurgeState {}

    /** The purge has ended. Nothing more is deleted, unless the group is planned again. */
    sealed interface Ended extends PurgeState {
        /** When the purge ended. */
        Instant at();
    }

    /** Every entry in the manifest is gone, except for holds. A verification is still to prove it. */
    record Purged(Instant at) implements Ended {}

    /** A certificate proves the purge. */
    record Certified(Instant at) implements Ended {}

    /** The buckets or rows differ from the manifest: the group needs another plan. */
    record Differs(Instant at) implements Ended {}

    /**
     * An operator ended the purge, or Sundown did because something was not as approved: the group needs another plan.
     */
    record Aborted(Operator by, String reason, Instant at) implements Ended {}

    /**
     * The group's dates or its holds have changed since the plan. The approvals are void, and the group needs another
     * plan.
     */
    record Voided(Instant at) implements Ended {}

    /** The parts of a deletion, one after the other; each is a job. */
    public enum Part {
        /** The first accounts of each chunk, which are then checked. */
        CANARY("canary"),

        /** All accounts. */
        ALL("deletion");

        private final String work;

        Part(String work) {
            this.work = work;
        }

        /** The job of a group. */
        public JobId job(GroupId group) {
            return new JobId(work, group);
        }

        /** The part of a job; empty for a job of no deletion. */
        public static Optional<Part> of(JobId job) {
            return Stream.of(values())
                    .filter(part -> part.work.equals(job.work()))
                    .findAny();
        }
    }

    /** The part of the deletion that is under way. */
    default Optional<Part> deletion() {
        return switch (this) {
            case Canary _ -> Optional.of(Part.CANARY);
            case Waves _ -> Optional.of(Part.ALL);
            case Planned _, Ended _ -> Optional.empty();
        };
    }

    /** The instant since which the purge waits for a proof. */
    default Optional<Instant> unprovenSince() {
        return switch (this) {
            case Purged purged -> Optional.of(purged.at());
            case Differs differs -> Optional.of(differs.at());
            case Planned _, Canary _, Waves _, Certified _, Aborted _, Voided _ -> Optional.empty();
        };
    }

    /** The name in rows and views. */
    default StateName name() {
        return switch (this) {
            case Planned _ -> StateName.PLANNED;
            case Canary _ -> StateName.CANARY;
            case Waves _ -> StateName.WAVES;
            case Purged _ -> StateName.PURGED;
            case Certified _ -> StateName.CERTIFIED;
            case Differs _ -> StateName.DIFFERS;
            case Aborted _ -> StateName.ABORTED;
            case Voided _ -> StateName.VOIDED;
        };
    }

    /** The names of the states; stable. */
    enum StateName {
        PLANNED,
        CANARY,
        WAVES,
        PURGED,
        CERTIFIED,
        DIFFERS,
        ABORTED,
        VOIDED
    }
}
