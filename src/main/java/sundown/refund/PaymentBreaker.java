package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import sundown.account.PaidThrough;
import sundown.failure.Backoff;
import sundown.failure.CircuitBreaker;

/**
 * Stops this instance from asking a payment service that does not answer or has no money: each refund that is requested
 * meanwhile would have a day to become certain, and would then need people. Each service has a circuit of its own.
 */
@Singleton
final class PaymentBreaker {
    /** The number of unanswered requests that make a silence; one may be the fault of its charge. */
    static final int SILENCE_FAILURES = 2;

    /** After this the next request is a trial. */
    static final Duration PAUSE = Duration.ofMinutes(2);

    private static final CircuitBreaker.Rule RULE =
            new CircuitBreaker.Rule(SILENCE_FAILURES, Duration.ofHours(1), new Backoff(PAUSE, PAUSE));

    private final Map<PaidThrough, CircuitBreaker> circuits = new EnumMap<>(PaidThrough.class);

    synchronized boolean isOpen(PaidThrough service, Instant now) {
        return circuit(service).holdsBack(now);
    }

    private CircuitBreaker circuit(PaidThrough service) {
        return circuits.getOrDefault(service, CircuitBreaker.Closed.CLEAR);
    }

    /**
     * Asks a payment service, and keeps whether it answers.
     *
     * @param asked the charge or the subscription that the request is about
     */
    PaymentOutcome ask(PaidThrough service, String asked, Clock clock, Supplier<PaymentOutcome> request) {
        PaymentOutcome outcome = request.get();
        record(service, outcome, asked, clock.instant());
        return outcome;
    }

    private synchronized void record(PaidThrough service, PaymentOutcome outcome, String asked, Instant now) {
        switch (outcome) {
            case NOTHING, POSTPONED -> {}
            case DONE -> circuits.remove(service);
            case UNANSWERED -> circuits.put(service, circuit(service).unanswered(asked, RULE, now));
        }
    }

    /** The result of advancing a refund, or the end of a subscription, at the payment service. */
    enum PaymentOutcome {
        /** Nothing to do, or not yet. */
        NOTHING,
        /** The row was saved with a later date, or for people; the payment service was not asked. */
        POSTPONED,
        /** Something was done. */
        DONE,
        /** The payment service was asked and gave no reliable answer, or has no money. */
        UNANSWERED
    }
}
