package sundown.local.demo.app;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Looks again and again, for some time at most.
 *
 * @param longest how long altogether, or without a change
 */
public record Patience(Clock clock, Duration longest) {
    /** What is looked at. */
    @FunctionalInterface
    public interface Sight<T> {
        T look() throws IOException, InterruptedException;
    }

    /**
     * Looks until it is as it should be.
     *
     * @return what was seen last, which is not as it should be where the time was over
     */
    public <T> T await(Sight<T> sight, Predicate<T> wanted, Duration pause) throws IOException, InterruptedException {
        Instant latest = clock.instant().plus(longest);
        T seen = sight.look();
        while (!wanted.test(seen) && clock.instant().isBefore(latest)) {
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
