package sundown.purge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where a group's purge stands. */
public sealed interface PurgeState {
    /**
     * It is planned, and waits for two people.
     *
     * @param first the one who has approved it
     */
    record Planned(Optional<Approval> first) implements PurgeState {}

    /** Two people have approved it; until then everybody can still object. */
    record Pausing(Approvals approvals, Instant until) implements PurgeState {}

    /**
     * A few accounts are deleted, and what came of that is looked at.
     *
     * @param begunAt when they were last sent
     */
    record Canary(Approvals approvals, Instant begunAt, Progress progress) implements PurgeState {}

    /**
     * The others are deleted, some each minute.
     *
     * @param waveAt when the latest of them began, or was sent again
     */
    record Waves(Approvals approvals, Instant waveAt, Progress progress) implements PurgeState {}

    /** Everything that the manifest names is gone, but for holds; that is still to be proven. */
    record Purged(Approvals approvals, Instant at) implements PurgeState {}

    /** It is proven. */
    record Certified(Approvals approvals, Instant at) implements PurgeState {}

    /** The storage is not as the manifest would have it: another plan is needed. */
    record Differs(Approvals approvals, Instant at) implements PurgeState {}

    /** Somebody objected, or something was not as it was approved: another plan is needed. */
    record Aborted(Operator by, String reason, Instant at) implements PurgeState {}

    /** Who has approved it. */
    default List<Approval> approvedBy() {
        return switch (this) {
            case Planned planned -> planned.first().stream().toList();
            case Pausing pausing -> pausing.approvals().all();
            case Canary canary -> canary.approvals().all();
            case Waves waves -> waves.approvals().all();
            case Purged purged -> purged.approvals().all();
            case Certified certified -> certified.approvals().all();
            case Differs differs -> differs.approvals().all();
            case Aborted ignored -> List.of();
        };
    }

    /** How far the deletion is, while something is being deleted. */
    default Optional<Progress> deletion() {
        return switch (this) {
            case Canary canary -> Optional.of(canary.progress());
            case Waves waves -> Optional.of(waves.progress());
            case Planned ignored -> Optional.empty();
            case Pausing ignored -> Optional.empty();
            case Purged ignored -> Optional.empty();
            case Certified ignored -> Optional.empty();
            case Differs ignored -> Optional.empty();
            case Aborted ignored -> Optional.empty();
        };
    }

    /** The name in rows and views. */
    default StateName name() {
        return switch (this) {
            case Planned ignored -> StateName.PLANNED;
            case Pausing ignored -> StateName.PAUSING;
            case Canary ignored -> StateName.CANARY;
            case Waves ignored -> StateName.WAVES;
            case Purged ignored -> StateName.PURGED;
            case Certified ignored -> StateName.CERTIFIED;
            case Differs ignored -> StateName.DIFFERS;
            case Aborted ignored -> StateName.ABORTED;
        };
    }

    /** The names of the states; stable. */
    enum StateName {
        PLANNED,
        PAUSING,
        CANARY,
        WAVES,
        PURGED,
        CERTIFIED,
        DIFFERS,
        ABORTED;

        /** True as long as somebody can end it, and a change of what was approved does. */
        public boolean open() {
            return switch (this) {
                case PLANNED, PAUSING, CANARY, WAVES -> true;
                case PURGED, CERTIFIED, DIFFERS, ABORTED -> false;
            };
        }
    }
}
