package sundown.simulation.invariant;

import java.util.Optional;
import sundown.archive.Volume;
import sundown.archive.VolumeState;
import sundown.simulation.run.Violation;

/** Which change of a volume may follow which. */
public final class VolumeTransitions {
    private VolumeTransitions() {}

    /** Checks a change that has been saved. */
    static void check(Optional<Volume> before, Volume after) {
        Violation.unless(
                after.uploaded() >= 0 && after.uploaded() <= after.bytes(),
                "no more is uploaded than there is",
                after.uploaded());
        before.ifPresent(earlier -> checkChange(earlier, after));
    }

    private static void checkChange(Volume before, Volume after) {
        Violation.unless(after.version() == before.version() + 1, "versions count up", after.version());
        Violation.unless(!hasEnded(before.state()), "a volume that has ended stays so", after.state());
        Violation.unless(
                before.items() + before.leftOut() == after.items() + after.leftOut(),
                "what a volume loses it reports",
                before.number());
        Violation.unless(
                before.plan().equals(after.plan()) == (before.items() == after.items()),
                "a volume with other items has another plan",
                before.number());
        Violation.unless(after.items() <= before.items(), "a volume gains nothing", after.items());
    }

    private static boolean hasEnded(VolumeState state) {
        return switch (state) {
            case VolumeState.Queued ignored -> false;
            case VolumeState.Building ignored -> false;
            case VolumeState.Done ignored -> true;
            case VolumeState.GaveUp ignored -> true;
        };
    }
}
