package sundown.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.failure.Backoff;
import sundown.failure.CircuitBreaker;
import sundown.metrics.Metric;
import sundown.transfer.BreakerStore.Kept;

/**
 * Keeps all workers from a library that is silent: nobody draws from the quota or calls the library until one user's
 * run, the trial, got an answer.
 */
@Singleton
record LibraryBreaker(BreakerStore store, CircuitBreaker.Rule rule, Clock clock) {
    /** Three users, since one or two may have met the same accident. Trials are half an hour apart at most. */
    static final CircuitBreaker.Rule RULE = new CircuitBreaker.Rule(
            3, Duration.ofMinutes(10), new Backoff(Duration.ofMinutes(2), Duration.ofMinutes(30)));

    /** As long as a run. A worker that dies in a trial leaves it to another. */
    static final Duration TRIAL = Duration.ofMinutes(5);

    /** Within this time after a trial, all who wait look again. */
    static final Duration SPREAD = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger(LibraryBreaker.class);

    /** The answer to a run that is about to call the library. */
    sealed interface Passage {}

    /** It may. */
    record Free(Kept known) implements Passage {}

    /** It may, and has already reported an answer or a silence. Another silence is reported by its next run. */
    record Told() implements Passage {}

    /** It is to find out whether the library answers. */
    record Trial(Kept taken, CircuitBreaker.Open open) implements Passage {}

    /** It may not; its user comes again at this time. */
    record Shut(Instant until) implements Passage {}

    Passage passage(UserId user) {
        Kept known = store.findRecent();
        return known.breaker() instanceof CircuitBreaker.Open open
                ? open.due(clock.instant()) ? trial(user) : shut(user, open)
                : new Free(known);
    }

    private Passage trial(UserId user) {
        Kept found = store.find();
        Instant now = clock.instant();
        return switch (found.breaker()) {
            case CircuitBreaker.Closed _ -> new Free(found);
            case CircuitBreaker.Open open when !open.due(now) -> shut(user, open);
            case CircuitBreaker.Open open -> {
                CircuitBreaker.Open taken = open.next(now.plus(TRIAL));
                yield store.save(found, taken) ? new Trial(found.saved(taken), taken) : shut(user, taken);
            }
        };
    }

    private static Shut shut(UserId user, CircuitBreaker.Open open) {
        return new Shut(open.comesAgain(user.value(), SPREAD));
    }

    /** The library has answered a run. Others may have been faster to say so. */
    Told answered(Passage passage) {
        switch (passage) {
            case Free free
            when !free.known().breaker().equals(CircuitBreaker.Closed.CLEAR) ->
                store.save(free.known(), CircuitBreaker.Closed.CLEAR);
            case Trial trial -> {
                store.save(trial.taken(), CircuitBreaker.Closed.CLEAR);
                LOG.info("the library answers again");
            }
            case Free _, Told _, Shut _ -> {
                // There is nothing to take back.
            }
        }
        return new Told();
    }

    /** The library was silent to a user's run. */
    Told silent(Passage passage, UserId user) {
        switch (passage) {
            case Trial trial -> save(trial.taken(), trial.open().unanswered(user.value(), rule, clock.instant()));
            case Free _ -> count(user);
            case Told _, Shut _ -> {
                // It has been counted, or nobody was asked.
            }
        }
        return new Told();
    }

    /** Other users save at the same time: with a few of them, the breaker is open and nothing is left to save. */
    private void count(UserId user) {
        Kept found = store.find();
        while (found.breaker() instanceof CircuitBreaker.Closed closed
                && !save(found, closed.unanswered(user.value(), rule, clock.instant()))) {
            found = store.find();
        }
    }

    private boolean save(Kept read, CircuitBreaker next) {
        boolean saved = read.breaker().equals(next) || store.save(read, next);
        if (saved && next instanceof CircuitBreaker.Open open) {
            Metric.GOOGLE_SILENT.report(1);
            LOG.warnf("the library is silent; the next trial is at %s", open.nextTrial());
        }
        return saved;
    }

    /** A run ends without a word on whether the library answers. */
    void undecided(Passage passage) {
        if (passage instanceof Trial trial) {
            store.save(trial.taken(), trial.open().next(clock.instant()));
        }
    }
}
