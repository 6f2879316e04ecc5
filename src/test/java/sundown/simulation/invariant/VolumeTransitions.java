package sundown.simulation.invariant;

import java.util.Optional;
import sundown.archive.Volume;
import sundown.archive.Volume.VolumeState;
import sundown.simulation.run.Violation;

/** Which change of a volume may follow which. */
public final class VolumeTransitions {
    private VolumeTransitions() {}

    /** Checks a change that has been saved. */
    static void check(Optional<Volume> before, Volume after) {
        Violation.unless(after.uploaded() >= 0, "no less is uploaded than nothing", after.uploaded());
        Violation.unless(
                !(after.state() instanceof VolumeState.Done) || after.uploaded() == after.bytes(),
                "a volume that is done is uploaded",
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
        boolean same = before.plan().equals(after.plan())
                && before.first().equals(after.first())
                && before.last().equals(after.last());
        Violation.unless(same, "a volume keeps its section of the gallery", before.number());
        boolean taken = before.attempt() + 1 == after.attempt() && after.state() instanceof VolumeState.Building;
        Violation.unless(
                taken || before.attempt() == after.attempt(), "an attempt begins with a lease", after.attempt());
    }

    private static boolean hasEnded(VolumeState state) {
        return switch (state) {
            case VolumeState.Queued _, VolumeState.Building _ -> false;
            case VolumeState.Done _, VolumeState.GaveUp _ -> true;
        };
    }
}
