package sundown.simulation.cloud;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sundown.edge.ScheduledEvent;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Invocations;
import sundown.simulation.run.Runs;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;
import sundown.simulation.run.WorldTime;
import sundown.sweep.SweepFunction;

/** The sweep of all, and what must hold after it. */
public final class Sweep {
    /** So long a sweep's round looks after refunds; what a slow call leaves is for the next sweep. */
    private static final Duration TIME_FOR_REFUNDS = Duration.ofSeconds(10);

    /** Nothing but a reserved concurrency keeps sweeps apart, and an account may be too small for that. */
    public static final String AT_ONCE = "sweeps at once";

    private final Cloud cloud;
    private final Surroundings around;
    private final WorldTime time;
    private final Invocations invocations;
    private final Runs runs;
    private final SweepFunction function;

    Sweep(Cloud cloud, Invocations invocations, Surroundings around) {
        this.cloud = cloud;
        this.around = around;
        this.time = around.time();
        this.invocations = invocations;
        this.runs = around.runs();
        this.function = new SweepFunction(
                List.of(
                        cloud.transfers().functions().round(),
                        cloud.transfers().functions().countRound(),
                        cloud.archives().functions().round(),
                        cloud.memberships().functions().round(),
                        cloud.refunds().functions().round(),
                        cloud.refunds().functions().cancellationRound(),
                        cloud.advances().functions().round(),
                        cloud.advances().functions().follower(),
                        cloud.closing().functions().round(),
                        cloud.purges().deletionFunctions().round()),
                around.clock());
    }

    void run() {
        if (runs.areUnderWay(FunctionName.SWEEP)) {
            around.coverage().count(AT_ONCE);
        }
        Invocations.Invocation<Boolean> done = invocations.of(FunctionName.SWEEP, Optional.empty(), this::swept);
        if (done.answer().isPresent() && !done.run().mayFail()) {
            if (time.now().isBefore(done.run().began().plus(TIME_FOR_REFUNDS))) {
                cloud.refundEndings().checkSwept(done.run());
            }
            cloud.advances().checkFees();
        }
    }

    private boolean swept() {
        try {
            function.handle(new ScheduledEvent("sweep"));
            return true;
        } catch (SweepFunction.Incomplete incomplete) {
            Violation.unless(runs.current().mayFail(), "no fault of our own", incomplete);
            return false;
        }
    }
}
