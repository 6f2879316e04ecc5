package sundown.local.google.gate;

import java.util.ArrayList;
import java.util.List;

/** The faults in force. They can be changed while calls run; a fault counts calls from when it was set. */
public final class FaultScript {
    private List<Line> lines = List.of();

    private static final class Line {
        private final Fault fault;
        private long calls;
        private long strikes;

        Line(Fault fault) {
            this.fault = fault;
        }

        boolean strikes(Call call) {
            if (fault.call() != call) {
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

    /** Sets the script anew; all counts begin at zero. */
    public synchronized void set(List<Fault> faults) {
        lines = faults.stream().map(Line::new).toList();
    }

    /** Adds faults to those in force, whose counts go on. */
    public synchronized void add(Fault... faults) {
        List<Line> more = new ArrayList<>(lines);
        for (Fault fault : faults) {
            more.add(new Line(fault));
        }
        lines = List.copyOf(more);
    }

    /** The faults in force, those too that will never strike again. */
    public synchronized List<Fault> faults() {
        return lines.stream().map(line -> line.fault).toList();
    }

    /** Counts a call and says what strikes it, in the order of the script. */
    public synchronized List<Effect> strike(Call call) {
        return lines.stream()
                .filter(line -> line.strikes(call))
                .map(line -> line.fault.effect())
                .toList();
    }
}
