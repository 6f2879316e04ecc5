package sundown.local.bench;

import java.util.List;
import java.util.Locale;

/**
 * How fast a writer is to be.
 *
 * @param than beside which other
 * @param least how many times the other's speed
 */
record Target(Writer writer, double least, Writer than) {
    /** All targets; the comparison checks those of the writers that took part. */
    static final List<Target> ALL = List.of(
            new Target(Writer.RENDERER_WARM, 8, Writer.ZIP4J),
            new Target(Writer.RENDERER_WARM, 0.6, Writer.LIMIT),
            new Target(Writer.RENDERER_NATIVE, 0.5, Writer.LIMIT),
            new Target(Writer.RENDERER_NATIVE_FIRST, 0.5, Writer.LIMIT),
            new Target(Writer.RENDERER_COLD, 1, Writer.SEVEN_ZIP));

    boolean isMet(BenchFigures figures) {
        return figures.ratio(writer, than) >= least;
    }

    /** One line for people: what is wanted, what was reached, and by how much it is missed if it is. */
    String line(BenchFigures figures) {
        double reached = figures.ratio(writer, than);
        String outcome = isMet(figures) ? "met" : String.format(Locale.ROOT, "missed by %.0f %%", missing(reached));
        return String.format(
                Locale.ROOT,
                "%-30s at least %.1f x %-22s %6.2f  %s",
                writer.label(),
                least,
                than.label(),
                reached,
                outcome);
    }

    private double missing(double reached) {
        return 100 * (1 - reached / least);
    }
}
