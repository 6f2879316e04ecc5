package sundown.archive;

import sundown.archive.plan.LeftOut;
import sundown.digest.Sha256;

/** What a run of a builder came to. */
sealed interface BuildOutcome {
    /** The volume is whole. */
    record Built(BuildJob job, Sha256 sha256) implements BuildOutcome {}

    /** Time ran out; what was uploaded is kept. */
    record OutOfTime(BuildJob job) implements BuildOutcome {}

    /** The bytes of an entry are not those that were planned. */
    record Mismatched(BuildJob job, int entry, LeftOut.Reason reason) implements BuildOutcome {}

    /** The archive ended, or another worker has the volume: nothing more is to be done here. */
    record Superseded() implements BuildOutcome {}
}
