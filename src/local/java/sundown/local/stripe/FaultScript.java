package sundown.local.stripe;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The faults in force. They can be changed while calls run; a fault counts calls from when it was set. */
public final class FaultScript {
    private final Clock clock;
    private List<Line> lines = List.of();
    private Instant downUntil = Instant.MIN;

    private static final class Line {
        private final Fault fault;
        private long calls;
        private long strikes;

        Line(Fault fault) {
            this.fault = fault;
        }

        boolean strikes(Operation call) {
            if (fault.call() != call) {
                return false;
            }
            calls++;
            boolean strikes = this.strikes < fault.times().orElse(Long.MAX_VALUE)
                    && fault.when().strikes(calls);
            this.strikes += strikes ? 1 : 0;
            return strikes;
        }
    }

    FaultScript(Clock clock) {
        this.clock = clock;
    }

    /** Sets the script anew; all counts begin at zero. */
    public synchronized void set(List<Fault> faults) {
        lines = faults.stream().map(Line::new).toList();
    }

    /** Adds a fault to those in force, whose counts go on. */
    public synchronized void add(Fault fault) {
        List<Line> more = new ArrayList<>(lines);
        more.add(new Line(fault));
        lines = List.copyOf(more);
    }

    /** The faults in force, those too that will never strike again. */
    public synchronized List<Fault> faults() {
        return lines.stream().map(line -> line.fault).toList();
    }

    /** No call is answered until this time. */
    public synchronized void goDownUntil(Instant time) {
        downUntil = time;
    }

    /** Counts a call and says what strikes it, in the order of the script. */
    synchronized List<Effect> strike(Operation call) {
        if (clock.instant().isBefore(downUntil)) {
            return List.of(new Effect.Drop());
        }
        return lines.stream()
                .filter(line -> line.strikes(call))
                .map(line -> line.fault.effect())
                .toList();
    }
}
