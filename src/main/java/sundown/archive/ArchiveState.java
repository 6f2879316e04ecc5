package sundown.archive;

import java.time.Instant;

/** Where an archive stands; it only moves forward in this order. */
public sealed interface ArchiveState {
    /**
     * Its plan is being made.
     *
     * @param attempt how often it has been begun
     * @param checkAt when to begin it again, should it not have come to its end
     */
    record Planning(int attempt, Instant checkAt) implements ArchiveState {}

    /**
     * Its volumes are being built.
     *
     * @param since when that began
     * @param checkAt when to look after its volumes; never later than the first of them asks for
     */
    record Building(Instant since, Instant checkAt) implements ArchiveState {}

    /**
     * It can be downloaded.
     *
     * @param endsAt when it ends, as it was known when this was saved
     */
    record Ready(Instant at, Instant endsAt) implements ArchiveState {}

    /** It is no more. */
    record Ended(Ending why, Instant at) implements ArchiveState {}

    /** True until it has ended. */
    default boolean live() {
        return switch (this) {
            case Planning ignored -> true;
            case Building ignored -> true;
            case Ready ignored -> true;
            case Ended ignored -> false;
        };
    }
}
