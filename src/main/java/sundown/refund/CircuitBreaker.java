package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * The silence of the payment service as far as this worker has heard it, for as long as it lives; that it has no money
 * is one, too. While it lasts nobody else's refund is asked for: each that was would have a day to become certain, and
 * people to see to it then.
 */
@Singleton
final class CircuitBreaker {
    /** One charge alone may be answered badly; after so many in a row the payment service is silent. */
    static final int UNANSWERED = 2;

    /** After it one more is asked for. */
    static final Duration PAUSE = Duration.ofMinutes(2);

    private int unanswered;
    private Instant end = Instant.MIN;

    /** Takes note of what came of a refund. */
    synchronized void hear(RefundWorker.Outcome outcome, Instant now) {
        switch (outcome) {
            case NOTHING -> {}
            case DONE -> unanswered = 0;
            case UNANSWERED -> {
                unanswered++;
                end = unanswered < UNANSWERED ? end : now.plus(PAUSE);
            }
        }
    }

    synchronized boolean lasts(Instant now) {
        return now.isBefore(end);
    }
}
