package sundown.simulation.run;

/** Something that must always hold does not. An {@link Error}, so that no edge turns it into an answer. */
public final class Violation extends Error {
    private static final long serialVersionUID = 1L;

    private final String invariant;

    /**
     * Reports one.
     *
     * @param invariant what must always hold
     * @param detail how it is broken
     */
    public Violation(String invariant, String detail) {
        super(invariant + " -- " + detail);
        this.invariant = invariant;
    }

    /** A fault that is not in what is simulated, or nobody foresaw. */
    public static Violation of(Throwable fault) {
        return fault instanceof Violation found
                ? found
                : new Violation("a world has no fault of its own", fault.toString());
    }

    /** What must always hold. */
    public String invariant() {
        return invariant;
    }

    /** Throws a violation unless a condition holds. */
    public static void unless(boolean holds, String invariant, Object detail) {
        if (!holds) {
            throw new Violation(invariant, String.valueOf(detail));
        }
    }
}
