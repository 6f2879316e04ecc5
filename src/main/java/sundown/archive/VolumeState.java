package sundown.archive;

import java.time.Instant;
import sundown.digest.Sha256;

/** The state of a volume. */
public sealed interface VolumeState {
    /** It waits or is being built; the sweep checks it at a time. */
    sealed interface Unfinished extends VolumeState {
        /** When to send its message again. */
        Instant checkAt();
    }

    /** It waits for a worker, or for a time. */
    record Queued(Instant checkAt) implements Unfinished {}

    /** A worker builds it; {@code checkAt} is when the worker's lease ends. */
    record Building(Instant checkAt) implements Unfinished {}

    /** Nothing more happens to it. */
    sealed interface Finished extends VolumeState {}

    /** It is complete. */
    record Done(Sha256 sha256, Instant at) implements Finished {}

    /** It could not be built. */
    record GaveUp(Instant at) implements Finished {}
}
