package sundown.simulation;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import sundown.edge.ScheduledEvent;
import sundown.sweep.SweepFunction;

/** The sweep of all, and what must hold after it. */
final class Sweep {
    private final Cloud cloud;
    private final Invocations invocations;
    private final SweepFunction function;

    Sweep(Cloud cloud, Invocations invocations, Clock clock) {
        this.cloud = cloud;
        this.invocations = invocations;
        this.function = new SweepFunction(
                List.of(
                        cloud.transfers().functions().round(),
                        cloud.archives().functions().round(),
                        cloud.memberships().functions().round(),
                        cloud.refunds().functions().round(),
                        cloud.advances().functions().round(),
                        cloud.advances().functions().scheduleRound(),
                        cloud.closing().functions().round(),
                        cloud.purges().deletionFunctions().round()),
                clock);
    }

    void run() {
        Invocations.Invocation<Boolean> done =
                invocations.of(FunctionName.SWEEP, Optional.empty(), () -> invocations.orFail(this::swept, false));
        if (done.answer().isPresent() && !done.run().mayFail()) {
            cloud.refundEndings().checkSwept(done.run().began());
            cloud.advances().checkFees();
        }
    }

    private boolean swept() {
        function.handle(new ScheduledEvent("sweep"));
        return true;
    }
}
