package sundown.purge;

import java.time.Instant;
import java.util.Optional;
import sundown.operator.Operator;

/**
 * Where a group's purge stands. It says nothing of approvals: those are {@link Approvals}, which others may not write.
 */
public sealed interface PurgeState {

    /** It is planned: it waits for two people, and then for the end of the pause. */
    record Planned() implements PurgeState {}

    /**
     * A few accounts are deleted, and then checked.
     *
     * @param begunAt when that began
     */
    record Canary(Instant begunAt) implements PurgeState {}

    /**
     * The others are deleted.
     *
     * @param begunAt when that began
     */
    record Waves(Instant begunAt) implements PurgeState {}

    /** It has come to its end. Nothing more is deleted, unless the group is planned again. */
    sealed interface Ended extends PurgeState {
        /** When that was. */
        Instant at();
    }

    /** Everything that the manifest names is gone, but for holds; that is still to be proven. */
    record Purged(Instant at) implements Ended {}

    /** It is proven. */
    record Certified(Instant at) implements Ended {}

    /** The storage is not as the manifest would have it: another plan is needed. */
    record Differs(Instant at) implements Ended {}

    /** Somebody objected, or something was not as it was approved: another plan is needed. */
    record Aborted(Operator by, String reason, Instant at) implements Ended {}

    /**
     * The group's dates or its holds have changed since the plan: its approvals are void, and another plan is needed.
     */
    record Voided(Instant at) implements Ended {}

    /** Which part of the deletion is under way, while something is being deleted. */
    default Optional<DeletionPart> deletion() {
        return switch (this) {
            case Canary _ -> Optional.of(DeletionPart.CANARY);
            case Waves _ -> Optional.of(DeletionPart.ALL);
            case Planned _, Ended _ -> Optional.empty();
        };
    }

    /** Since when it waits to be proven, if it does. */
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
