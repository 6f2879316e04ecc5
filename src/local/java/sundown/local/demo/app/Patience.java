package sundown.local.demo.app;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Looks again and again, for some time at most, and says what it waits for.
 *
 * @param longest how long altogether, or without a change
 */
public record Patience(Clock clock, Duration longest, PrintStream out) {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(15);

    @FunctionalInterface
    public interface Sight<T> {
        T look() throws IOException, InterruptedException;
    }

    /**
     * Looks until it is as it should be, and prints a line now and then.
     *
     * @param what is waited for
     * @return what was seen last, which is not as it should be where the time was over
     */
    public <T> T await(String what, Sight<T> sight, Predicate<T> wanted, Duration pause)
            throws IOException, InterruptedException {
        Instant begun = clock.instant();
        Instant nextLine = begun.plus(BETWEEN_LINES);
        T seen = sight.look();
        for (Instant now = begun; !wanted.test(seen) && now.isBefore(begun.plus(longest)); now = clock.instant()) {
            if (!now.isBefore(nextLine)) {
                out.println("Waiting for " + what + ", for "
                        + Duration.between(begun, now).toSeconds() + " s so far");
                nextLine = now.plus(BETWEEN_LINES);
            }
            Thread.sleep(pause);
            seen = sight.look();
        }
        return seen;
    }

    /**
     * Looks as long as it is at work and moves.
     *
     * @param progress what changes while it moves
     * @param observer sees all that is seen, the last one too, and says how long to wait for the next
     * @return what was seen last: the end, or where it stood still for too long
     */
    public <T> T awaitEnd(Sight<T> sight, Predicate<T> atWork, Function<T, ?> progress, Function<T, Duration> observer)
            throws IOException, InterruptedException {
        T seen = sight.look();
        Duration pause = observer.apply(seen);
        Instant lastChange = clock.instant();
        while (atWork.test(seen) && clock.instant().isBefore(lastChange.plus(longest))) {
            Thread.sleep(pause);
            T next = sight.look();
            if (!progress.apply(next).equals(progress.apply(seen))) {
                lastChange = clock.instant();
            }
            seen = next;
            pause = observer.apply(seen);
        }
        return seen;
    }
}
