package sundown.refund;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import sundown.account.ChargeId;

/** One pass of the sweep over refunds that are due: hands each out once, to several workers. */
final class RefundPass {
    private final Iterator<ChargeId> due;
    private final Instant end;
    private int seenTo;
    private int unanswered;
    private boolean silent;

    /**
     * Begins.
     *
     * @param end when nothing more is handed out that has to be asked for
     */
    RefundPass(List<ChargeId> due, Instant end) {
        this.due = due.iterator();
        this.end = end;
    }

    /**
     * The next one. In a silence what is due is not asked for, so there is time for all; and where one was not answered
     * it has to be known whether that is one.
     */
    synchronized Optional<ChargeId> next(Instant now) {
        return due.hasNext() && (silent || unanswered > 0 || now.isBefore(end))
                ? Optional.of(due.next())
                : Optional.empty();
    }

    /** Takes note of what came of one. */
    synchronized void hear(RefundWorker.Outcome outcome) {
        seenTo += outcome == RefundWorker.Outcome.DONE ? 1 : 0;
        unanswered = outcome == RefundWorker.Outcome.UNANSWERED ? unanswered + 1 : 0;
        silent = silent || unanswered == CircuitBreaker.UNANSWERED;
    }

    /** Until then one alone asks: each refund that is asked for in a silence has a day to become certain. */
    synchronized boolean knowsWhetherThereAreAnswers() {
        return seenTo > 0 || silent;
    }

    /** Whether the payment service gives no answer now. */
    synchronized boolean silent() {
        return silent;
    }

    /** How many were seen to so far. */
    synchronized int seenTo() {
        return seenTo;
    }
}
