package sundown.simulation.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.metrics.Fault;

/**
 * The runs under way: the innermost one interrupts the ones around it, as parallel functions do. Of two workers that
 * take turns, each has its own.
 */
public final class Runs {
    private Deque<Run> underWay = new ArrayDeque<>();
    private Deque<Run> othersTurn = new ArrayDeque<>();
    private final Set<UserId> troubled = new HashSet<>();
    private boolean sweepTroubled;
    private Optional<Violation> violation = Optional.empty();

    void begin(Run run) {
        underWay.push(run);
    }

    /** The other one of two workers goes on. */
    void change() {
        Deque<Run> goesOn = othersTurn;
        othersTurn = underWay;
        underWay = goesOn;
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
        return sweepTroubled || troubled.contains(user) || all().anyMatch(Runs::isInTrouble);
    }

    private Stream<Run> all() {
        return Stream.concat(underWay.stream(), othersTurn.stream());
    }

    /** The run of the worker that goes on; before its first one, the run in the midst of which it begins. */
    public Run current() {
        return all().findFirst().orElseThrow();
    }

    /** True for a run that another one interrupts, or for the current one. */
    public boolean areUnderWay(Run run) {
        return all().anyMatch(run::equals);
    }

    /** True if a run of this function is under way. */
    public boolean areUnderWay(FunctionName function) {
        return all().anyMatch(run -> run.function() == function);
    }

    int depth() {
        return underWay.size() + othersTurn.size();
    }

    /** Keeps a violation, which may get lost where several uploads fail and one of them is told of. */
    public void violated(Violation found) {
        violation = violation.or(() -> Optional.of(found));
    }

    /** The run under way has logged a line. */
    public void logged(String line) {
        if (depth() > 0 && line.contains(Fault.LATE_FEES.toString())) {
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
