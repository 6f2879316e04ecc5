package sundown.archive;

import java.time.Instant;
import sundown.digest.Sha256;

/** Where a volume stands. */
public sealed interface VolumeState {
    /**
     * It waits for a worker, or for a time.
     *
     * @param attempt how many setbacks it has met in a row
     * @param checkAt when to send its message again
     */
    record Queued(int attempt, Instant checkAt) implements VolumeState {}

    /**
     * A worker has it.
     *
     * @param attempt how many setbacks it has met in a row
     * @param checkAt when to send its message again, should the worker not have been heard of
     */
    record Building(int attempt, Instant checkAt) implements VolumeState {}

    /** It is whole. */
    record Done(Sha256 sha256, Instant at) implements VolumeState {}

    /** It could not be built. */
    record GaveUp(Instant at) implements VolumeState {}
}
