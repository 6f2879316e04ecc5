package sundown.local.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * The faults in force. They can be changed while calls run; a fault counts calls from when it was set.
 *
 * @param <C> the kinds of calls
 * @param <E> the effects of faults
 */
public final class FaultScript<C, E> {
    private List<Line<C, E>> lines = List.of();

    private static final class Line<C, E> {
        private final Fault<C, E> fault;
        private long calls;
        private long strikes;

        Line(Fault<C, E> fault) {
            this.fault = fault;
        }

        boolean strikes(C call) {
            if (!fault.call().equals(call)) {
                return false;
            }
            calls++;
            if (strikes >= fault.times().orElse(Long.MAX_VALUE) || !fault.when().strikes(calls)) {
                return false;
            }
            strikes++;
            return true;
        }
    }

    /** Replaces the script; all counts begin at zero. */
    public synchronized void set(List<Fault<C, E>> faults) {
        lines = faults.stream().map(Line::new).toList();
    }

    public synchronized void add(Fault<C, E> fault) {
        List<Line<C, E>> more = new ArrayList<>(lines);
        more.add(new Line<>(fault));
        lines = List.copyOf(more);
    }

    /** The faults in force, including those that will never strike again. */
    public synchronized List<Fault<C, E>> faults() {
        return lines.stream().map(line -> line.fault).toList();
    }

    /** Counts a call and returns what strikes it, in the order of the script. */
    public synchronized List<E> strike(C call) {
        return lines.stream()
                .filter(line -> line.strikes(call))
                .map(line -> line.fault.effect())
                .toList();
    }
}
