package sundown.archive;

import java.time.Instant;
import sundown.edge.Code;

/** The state of an archive; it only moves forward in this order. */
public sealed interface ArchiveState {
    /** It is not ready yet; the sweep checks it at a time. */
    sealed interface Unfinished extends ArchiveState {
        /** When to check it next. */
        Instant checkAt();
    }

    /**
     * Its plan is being made.
     *
     * @param attempt how many times the planning has begun
     * @param checkAt when to begin the planning again if it has not ended
     */
    record Planning(int attempt, Instant checkAt) implements Unfinished {}

    /**
     * Its volumes are being built.
     *
     * @param since when that began
     * @param checkAt when to check its volumes; never later than the first of them needs
     */
    record Building(Instant since, Instant checkAt) implements Unfinished {}

    /**
     * It can be downloaded.
     *
     * @param endsAt when it ends, as known when this was saved
     */
    record Ready(Instant at, Instant endsAt) implements ArchiveState {}

    /** It no longer exists for its owner. */
    record Ended(Ending why, Instant at) implements ArchiveState {}

    /** Why an archive has ended; the names are stable, for apps. */
    enum Ending implements Code {
        /** Its 30 days are over. */
        EXPIRED,
        /** The group's close came first. */
        CLOSED,
        /** The user deleted it. */
        DELETED,
        /** It could not be built; the operator is told, and the user may ask for another. */
        GAVE_UP
    }

    /** True until it has ended. */
    default boolean live() {
        return !(this instanceof Ended);
    }
}
