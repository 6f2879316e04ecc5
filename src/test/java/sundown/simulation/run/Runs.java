package sundown.simulation.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import sundown.account.UserId;
import sundown.metrics.Fault;

/** The runs under way: the innermost one interrupts the ones around it, as parallel functions do. */
public final class Runs {
    private final Deque<Run> underWay = new ArrayDeque<>();
    private final Set<UserId> troubled = new HashSet<>();
    private boolean sweepTroubled;
    private Optional<Violation> violation = Optional.empty();

    void begin(Run run) {
        underWay.push(run);
    }

    void end() {
        Run ended = underWay.pop();
        if (isInTrouble(ended)) {
            ended.user().ifPresent(troubled::add);
            sweepTroubled |= ended.function() == FunctionName.RUN_SWEEP_TASK;
        }
    }

    private static boolean isInTrouble(Run run) {
        return run.dead() || run.mayFail();
    }

    /** True when something failed in a run for a user, or for all. */
    public boolean haveMetTrouble(UserId user) {
        return sweepTroubled || troubled.contains(user) || underWay.stream().anyMatch(Runs::isInTrouble);
    }

    public Run current() {
        return underWay.getFirst();
    }

    /** True for a run that another one interrupts, or for the current one. */
    public boolean areUnderWay(Run run) {
        return underWay.contains(run);
    }

    /** True if a run of this function is under way. */
    public boolean areUnderWay(FunctionName function) {
        return underWay.stream().anyMatch(run -> run.function() == function);
    }

    int depth() {
        return underWay.size();
    }

    /** Keeps a violation, which may get lost where several uploads fail and one of them is told of. */
    public void violated(Violation found) {
        violation = violation.or(() -> Optional.of(found));
    }

    /** The run under way has logged a line. */
    public void logged(String line) {
        if (!underWay.isEmpty() && line.contains(Fault.LATE_FEES.toString())) {
            current().ring();
        }
    }

    /** Throws the violation that was found, if there was one. */
    void requireNoViolation() {
        if (violation.isPresent()) {
            throw violation.get();
        }
    }
}
