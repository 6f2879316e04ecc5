package sundown.simulation.run;

/** The function ends here and now, as when its machine is lost; no code of ours catches an {@link Error}. */
public final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String point) {
        super(point, null, false, false);
    }
}
