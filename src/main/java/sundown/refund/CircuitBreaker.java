package sundown.refund;

import java.time.Duration;
import java.time.Instant;

/**
 * Stops this instance from asking a payment service that does not answer or has no money: each refund that is requested
 * meanwhile would have a day to become certain, and would then need people.
 */
final class CircuitBreaker {
    /** After this the next request is a trial. */
    static final Duration PAUSE = Duration.ofMinutes(2);

    private int failures;
    private Instant closesAt = Instant.MIN;

    synchronized boolean isOpen(Instant now) {
        return now.isBefore(closesAt);
    }

    synchronized void record(RefundWorker.Outcome outcome, Instant now) {
        switch (outcome) {
            case NOTHING -> {}
            case DONE -> failures = 0;
            case UNANSWERED -> {
                failures++;
                closesAt = failures < RefundWorker.FAILURES_OF_A_SILENCE ? closesAt : now.plus(PAUSE);
            }
        }
    }
}
