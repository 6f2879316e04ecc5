package sundown.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The runs under way: the innermost one interrupts the ones around it, as parallel functions do. */
final class Runs {
    private final Deque<Run> underWay = new ArrayDeque<>();
    private Optional<Violation> violation = Optional.empty();

    void begin(Run run) {
        underWay.push(run);
    }

    void end() {
        underWay.pop();
    }

    Run current() {
        return underWay.getFirst();
    }

    int depth() {
        return underWay.size();
    }

    /** Keeps a violation, which may get lost where several uploads fail and one of them is told of. */
    void violated(Violation found) {
        violation = violation.or(() -> Optional.of(found));
    }

    /** Throws the violation that was found, if there was one. */
    void requireNoViolation() {
        if (violation.isPresent()) {
            throw violation.get();
        }
    }
}
