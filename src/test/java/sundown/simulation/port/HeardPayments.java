package sundown.simulation.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import sundown.account.ChargeId;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.refund.PaymentService;
import sundown.refund.PaymentService.PaidBack;
import sundown.simulation.run.Runs;
import sundown.simulation.run.WorldTime;

/** A payment service that records its failures and lack of money as its callers see them. */
public final class HeardPayments {
    /** A worker that has heard one asks for nothing for two minutes from the end of its run, by a clock of its own. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final PaymentService real;
    private final WorldTime time;
    private final Runs runs;
    private Instant silentUntil = Instant.MIN;

    public HeardPayments(PaymentService real, WorldTime time, Runs runs) {
        this.real = real;
        this.time = time;
        this.runs = runs;
    }

    public PaymentService.Answer refund(ChargeId charge, Instant firstAt) {
        PaymentService.Answer answer = heard(() -> real.refund(charge, firstAt));
        if (answer instanceof PaymentService.Answer.Unfunded) {
            hear();
        }
        return answer;
    }

    public List<PaidBack> refunds(ChargeId charge) {
        return heard(() -> real.refunds(charge));
    }

    private <T> T heard(Supplier<T> call) {
        try {
            return call.get();
        } catch (RetryableFailure | PermanentFailure failed) {
            hear();
            throw failed;
        }
    }

    private void hear() {
        silentUntil = time.now().plus(LONGEST);
        runs.current().heardNoAnswer();
    }

    /** True while a worker may take it for silent. */
    public boolean silent() {
        return time.now().isBefore(silentUntil);
    }
}
