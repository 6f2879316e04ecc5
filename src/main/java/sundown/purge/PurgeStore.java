package sundown.purge;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import sundown.operator.Operator;
import sundown.timeline.GroupId;

/** The purges, one for each group. A read sees every save before it. */
public interface PurgeStore {
    /** Returns the saved purge of a group. {@link PurgeRules#current} decides if it still holds. */
    Optional<Purge> find(GroupId group);

    /**
     * Saves a purge unless another save came first: the stored version must be its own (none for 0).
     *
     * @return the purge with its new version; empty if another save was faster
     */
    Optional<Purge> save(Purge purge);

    /**
     * The purge of a group: one row, which is only saved as a whole.
     *
     * @param plan the plan that it carries out
     * @param version counts up with each save; 0 before the first
     */
    record Purge(GroupId group, Plan plan, PurgeState state, long version) {
        public Purge withState(PurgeState next) {
            return new Purge(group, plan, next, version);
        }

        public Purge saved() {
            return new Purge(group, plan, state, version + 1);
        }
    }

    /**
     * The state of a group's purge. It has no approvals: those are {@link ApprovalStore.Approvals}, which other
     * functions may not write.
     */
    sealed interface PurgeState {

        /** The purge waits for two approvals, and then for the end of the pause. */
        record Planned() implements PurgeState {}

        /**
         * The canary is being deleted, and then checked.
         *
         * @param begunAt the begin of the canary
         */
        record Canary(Instant begunAt) implements PurgeState {}

        /**
         * All accounts are being deleted.
         *
         * @param begunAt the begin of this deletion
         */
        record Waves(Instant begunAt) implements PurgeState {}

        /** The purge has ended. Nothing more is deleted, unless the group is planned again. */
        sealed interface Ended extends PurgeState {
            /** The end of the purge. */
            Instant at();
        }

        /** Every account in the manifest is finished. The proof by a verification is missing. */
        record Purged(Instant at) implements Ended {}

        /** A certificate proves the purge. */
        record Certified(Instant at) implements Ended {}

        /** A verification found differences. People correct them, or make another plan. */
        record Differs(Instant at) implements Ended {}

        /**
         * An operator ended the purge, or Sundown did because something differed from the approved plan. The group
         * needs another plan.
         */
        record Aborted(Operator by, String reason, Instant at) implements Ended {}

        /**
         * The group's dates or its holds have changed since the plan. The approvals are void, and the group needs
         * another plan.
         */
        record Voided(Instant at) implements Ended {}

        /** Returns the job of the deletion that is under way. */
        default Optional<PurgeJob> deletion() {
            return switch (this) {
                case Canary _ -> Optional.of(PurgeJob.DELETE_CANARY);
                case Waves _ -> Optional.of(PurgeJob.DELETE_ALL);
                case Planned _, Ended _ -> Optional.empty();
            };
        }

        /** Returns the instant since which the purge waits for a proof. */
        default Optional<Instant> unprovenSince() {
            return switch (this) {
                case Purged purged -> Optional.of(purged.at());
                case Differs differs -> Optional.of(differs.at());
                case Planned _, Canary _, Waves _, Certified _, Aborted _, Voided _ -> Optional.empty();
            };
        }

        /** The name in rows and views: the name of the type. */
        default StateName name() {
            return StateName.valueOf(getClass().getSimpleName().toUpperCase(Locale.ROOT));
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
}
