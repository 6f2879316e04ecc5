package sundown.simulation.run;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import sundown.account.UserId;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.simulation.run.Mishaps.Crash;

/**
 * Runs functions as Lambda does: each on a machine of its own, which has a clock that is a little off and may be lost.
 */
public record Invocations(Runs runs, WorldTime time, Skews skews, Interleaving interleaving) {
    /** A run that is over, and its answer unless it crashed. */
    public record Invocation<T>(Run run, Optional<T> answer) {}

    /** Runs a function; nothing for a user means that it runs for all. */
    public <T> Invocation<T> of(FunctionName function, Optional<UserId> user, Supplier<T> work) {
        Duration outer = time.skew();
        time.skew(skews.of(function));
        Run run = new Run(function, user, time.now(), time.workers().instant());
        runs.begin(run);
        Optional<T> answer;
        try {
            answer = answer(work).filter(ignored -> !run.dead());
        } finally {
            interleaving.end(run);
        }
        runs.end();
        time.skew(outer);
        runs.requireNoViolation();
        return new Invocation<>(run, answer);
    }

    /** What a function gives that may fail where a port failed it, and else must not. */
    public <T> T orFail(Supplier<T> work, T failed) {
        try {
            return work.get();
        } catch (RetryableFailure | PermanentFailure failure) {
            Violation.unless(runs.current().mayFail(), "no fault of our own", failure);
            return failed;
        }
    }

    private static <T> Optional<T> answer(Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (Crash lost) {
            return Optional.empty();
        }
    }

    /**
     * By how much clocks are wrong in a world: most by seconds; but in some worlds those of the functions that end a
     * group by as much as a day, and in others the clock in the answers of S3.
     */
    public record Skews(Chance chance, Duration mostOfEndings, Duration trusted) {
        private static final Duration SECONDS = Duration.ofSeconds(4);
        private static final Duration DAY = Duration.ofHours(24);

        public static Skews any(Chance chance) {
            return switch (chance.between(1, 6)) {
                case 1 -> new Skews(chance, DAY, Duration.ZERO);
                case 2 -> new Skews(chance, SECONDS, chance.between(DAY.negated(), DAY));
                default -> new Skews(chance, SECONDS, Duration.ZERO);
            };
        }

        /** By how much the clock of a worker is ahead. */
        Duration of(FunctionName function) {
            Duration most = function.endsGroups() ? mostOfEndings : SECONDS;
            return chance.between(most.negated(), most);
        }
    }
}
