package sundown.transfer;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.ScheduledEvent;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/** Runs every minute: wakes what is parked and whose time has come, and looks after what has not been heard of. */
@Singleton
public final class SweepFunction {
    private static final Logger LOG = Logger.getLogger(SweepFunction.class);
    private static final int AT_ONCE = 100;

    /** It runs again soon enough; two sweeps at once do no harm, but no good either. */
    private static final Duration LONGEST = Duration.ofSeconds(50);

    private final TransferStore transfers;
    private final TransferQueue queue;
    private final Clock clock;

    SweepFunction(TransferStore transfers, TransferQueue queue, Clock clock) {
        this.transfers = transfers;
        this.queue = queue;
        this.clock = clock;
    }

    /** Wakes all that is due, those that wait longest first. */
    @Funq("sweep")
    public void handle(ScheduledEvent event) {
        Correlation.from(event.eventId()).run(this::sweep);
    }

    /** Ends when a round wakes nobody: what is still listed then has been seen to by somebody else. */
    private void sweep() {
        Instant end = clock.instant().plus(LONGEST);
        int total = 0;
        int woken;
        do {
            woken = wakeDue();
            total += woken;
        } while (woken > 0 && clock.instant().isBefore(end));
        LOG.infof("woke %d transfers", total);
    }

    private int wakeDue() {
        return transfers.due(clock.instant(), AT_ONCE).stream()
                .mapToInt(this::wakeOrLeave)
                .sum();
    }

    /** One user's row that cannot be read or saved keeps nobody else asleep; it is due again at the next sweep. */
    private int wakeOrLeave(UserId user) {
        try {
            return wake(user);
        } catch (RetryableFailure | PermanentFailure failed) {
            LOG.errorf(LoggableFailure.of(failed), "user %s could not be woken", user);
            return 0;
        }
    }

    /** The save moves its time on, so that nobody else wakes it; should the message be lost, it is due again then. */
    private int wake(UserId user) {
        return transfers
                .find(user)
                .flatMap(transfer -> TransferRules.woken(transfer, clock.instant()))
                .flatMap(transfers::save)
                .map(this::send)
                .orElse(0);
    }

    private int send(Transfer woken) {
        queue.send(woken, woken.message(Correlation.current()));
        return 1;
    }
}
