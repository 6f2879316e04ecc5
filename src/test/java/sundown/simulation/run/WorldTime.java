package sundown.simulation.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import sundown.runtime.ManualClock;

/** The time of a world, and the clock of the worker that runs now, which is a few seconds ahead or behind. */
public final class WorldTime {
    /** The clock of queue and library. */
    public final ManualClock truth;

    private Duration skew = Duration.ZERO;

    public WorldTime(Instant start) {
        this.truth = new ManualClock(start);
    }

    /** The clock that the functions look at. */
    public Clock workers() {
        return new WorkerClock();
    }

    public Instant now() {
        return truth.instant();
    }

    void pass(Duration length) {
        truth.advance(length);
    }

    /** The time passes until then, or not at all when it is past. */
    public void passUntil(Instant then) {
        if (now().isBefore(then)) {
            pass(Duration.between(now(), then));
        }
    }

    Duration skew() {
        return skew;
    }

    /** Another worker's clock. */
    void skew(Duration next) {
        skew = next;
    }

    private final class WorkerClock extends Clock {
        @Override
        public Instant instant() {
            return now().plus(skew);
        }

        @Override
        public ZoneId getZone() {
            return truth.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("workers' clocks show UTC");
        }
    }
}
