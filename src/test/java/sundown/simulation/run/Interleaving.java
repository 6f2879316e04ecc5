package sundown.simulation.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Two workers at once. The second one begins at a call of the first; from there on each call of either one may give the
 * turn to the other, as chance has it. One thread runs at a time, so that the same seed makes the same world.
 */
public final class Interleaving {
    /** How it is counted that one of two workers goes on where the other one makes a call. */
    public static final String TURNS = "turns of two workers at once";

    /** One of two workers makes so many calls on average until the other one has its turn. */
    private static final int CALLS = 3;

    private final Chance chance;
    private final Runs runs;
    private final WorldTime time;
    private final Coverage coverage;
    private Optional<Second> second = Optional.empty();

    public Interleaving(Chance chance, Runs runs, WorldTime time, Coverage coverage) {
        this.chance = chance;
        this.runs = runs;
        this.time = time;
        this.coverage = coverage;
    }

    /** The worker that began later, and the run in the midst of which it began. */
    private static final class Second {
        private final Run first;
        private final Thread thread;
        private final Semaphore turnOfFirst = new Semaphore(0);
        private final Semaphore turn = new Semaphore(0);
        private Optional<Violation> violation = Optional.empty();
        private boolean done;

        Second(Run first, Runnable work) {
            this.first = first;
            this.thread = Thread.ofVirtual().start(() -> {
                turn.acquireUninterruptibly();
                try {
                    work.run();
                } catch (RuntimeException | Error fault) { // the first worker throws it
                    violation = Optional.of(Violation.of(fault));
                }
                done = true;
                turnOfFirst.release();
            });
        }

        void handOver() {
            boolean bySecond = Thread.currentThread() == thread;
            (bySecond ? turnOfFirst : turn).release();
            (bySecond ? turn : turnOfFirst).acquireUninterruptibly();
        }
    }

    /** Others do something in the midst of the run under way: all of it here, or in turns with the run. */
    void between(Runnable others) {
        if (second.isPresent() || chance.oneIn(2)) {
            others.run();
        } else {
            second = Optional.of(new Second(runs.current(), others));
            change();
        }
    }

    /** One of the workers is about to go on. */
    void at() {
        if (second.isPresent() && chance.oneIn(CALLS)) {
            change();
        }
    }

    /** This run is about to end: the worker that began in its midst ends before. */
    void end(Run first) {
        while (second.filter(other -> other.first == first).isPresent()) {
            change();
        }
    }

    private void change() {
        coverage.count(TURNS);
        Second changed = second.orElseThrow();
        Duration skew = time.skew();
        runs.change();
        changed.handOver();
        time.skew(skew);
        if (changed.done) {
            second = Optional.empty();
            runs.change();
            changed.violation.ifPresent(found -> {
                throw found;
            });
        }
    }
}
