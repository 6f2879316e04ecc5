package sundown.simulation.port;

import sundown.refund.Cancellation;
import sundown.refund.CancellationLedger;
import sundown.refund.CancellationState;
import sundown.simulation.invariant.Bank;
import sundown.simulation.run.Surroundings;

/** Checks every cancellation at the moment at which it is said to be done. */
public record WatchedCancellations(CancellationLedger real, Bank bank, Surroundings around) {
    public Cancellation open(Cancellation due) {
        Cancellation opened = real.open(due);
        bank.subscriptions.cancelled(opened);
        return opened;
    }

    public boolean save(Cancellation cancellation) {
        boolean saved = real.save(cancellation);
        if (saved && cancellation.state() instanceof CancellationState.Ended) {
            bank.subscriptions.requireEnded(cancellation.subscription());
            around.coverage().count("subscriptions ended");
        }
        return saved;
    }
}
