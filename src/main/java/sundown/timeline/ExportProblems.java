package sundown.timeline;

import sundown.edge.Problem;

/** What can stand in the way of every export: each with its own type. */
public final class ExportProblems {
    private ExportProblems() {}

    /** The user's region is exempt. */
    public static Problem exempt() {
        return Problem.of(
                "nothing-ends",
                409,
                "Nothing ends in your region.",
                "Your gallery stays as it is, so there is nothing to take out.");
    }

    /** Exports are not open yet, or have ended. */
    public static Problem notOpen(Phase phase, Dates dates) {
        return phase == Phase.CLOSED
                ? Problem.of("exports-closed", 409, "Exports have ended.", "Exports ended at " + dates.close() + ".")
                : Problem.of(
                                "exports-not-open",
                                409,
                                "Exports are not open yet.",
                                "Exports open at " + dates.exportsOpen() + ".")
                        .with("opensAt", dates.exportsOpen().toString());
    }
}
