package sundown.simulation;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import sundown.simulation.run.Coverage;
import sundown.simulation.run.Violation;

/** What simulated worlds came to. */
public final class Report {
    public final Coverage coverage = new Coverage();
    private final Set<String> crashPoints = new TreeSet<>();
    /** What did not hold, by seed. */
    public final SortedMap<Long, Violation> violations = new TreeMap<>();

    private long runs;
    private long steps;

    /** All reports in one. */
    static Report of(List<Report> parts) {
        Report whole = new Report();
        for (Report part : parts) {
            whole.coverage.add(part.coverage);
            whole.crashPoints.addAll(part.crashPoints);
            whole.violations.putAll(part.violations);
            whole.runs += part.runs;
            whole.steps += part.steps;
        }
        return whole;
    }

    void violated(long seed, Violation violation) {
        violations.put(seed, violation);
    }

    void ran(World world) {
        runs++;
        steps += world.steps();
        crashPoints.addAll(world.crashPoints());
    }

    long runs() {
        return runs;
    }

    long steps() {
        return steps;
    }

    /** Every point at which a function can crash. */
    Set<String> crashPoints() {
        return Set.copyOf(crashPoints);
    }

    /** The points at which none crashed. */
    Set<String> uncovered() {
        Set<String> uncovered = new TreeSet<>(crashPoints);
        uncovered.removeAll(coverage.crashed());
        return uncovered;
    }
}
