package sundown.simulation.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import sundown.edge.Lag;

/** Shows every other change late, as long as things go wrong in a world; what a world begins with is shown at once. */
public final class WorldLag implements Lag {
    /** How it is counted that a read misses a change. */
    public static final String MISSED = "reads that miss a change";

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Chance chance;
    private final Mishaps mishaps;
    private final Clock truth;
    private final Coverage coverage;
    private final Instant beginning;

    public WorldLag(Chance chance, Mishaps mishaps, Clock truth, Coverage coverage) {
        this.chance = chance;
        this.mishaps = mishaps;
        this.truth = truth;
        this.coverage = coverage;
        this.beginning = truth.instant();
    }

    @Override
    public BooleanSupplier change() {
        Instant now = truth.instant();
        boolean late = now.isAfter(beginning) && chance.oneIn(2);
        Instant shown = late ? now.plus(chance.between(Duration.ZERO, LONGEST)) : now;
        return () -> mishaps.over() || !truth.instant().isBefore(shown) || missed();
    }

    /** False for a read that does not show a change. */
    private boolean missed() {
        coverage.count(MISSED);
        return false;
    }
}
