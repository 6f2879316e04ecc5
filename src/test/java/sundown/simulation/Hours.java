package sundown.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sundown.simulation.cloud.Cloud;
import sundown.simulation.run.Chance;
import sundown.simulation.run.Trace;
import sundown.simulation.run.WorldTime;

/** How time passes in a world, with a sweep at the end. */
public record Hours(WorldTime time, Cloud cloud, Chance chance, Trace trace) {
    /** Mostly until something is due or soon will be, sometimes for any time; now and then the sweep does not run. */
    void pass() {
        passUntil(chance.oneIn(2) ? time.now().plus(anyWhile()) : aroundTheNextEvent());
        if (!chance.oneIn(10)) {
            cloud.sweep();
        }
    }

    private Instant aroundTheNextEvent() {
        Instant next = cloud.nextEvent().orElse(time.now());
        return chance.oneIn(5)
                ? next.minus(chance.between(Duration.ZERO, Duration.ofMinutes(12)))
                : next.plus(chance.between(Duration.ZERO, Duration.ofMinutes(1)));
    }

    private Duration anyWhile() {
        return switch (chance.between(1, 10)) {
            case 1 -> chance.between(Duration.ofHours(5), Duration.ofHours(30));
            case 2, 3 -> chance.between(Duration.ofMinutes(10), Duration.ofHours(5));
            default -> chance.between(Duration.ZERO, Duration.ofMinutes(10));
        };
    }

    /** Passes without a sweep; reminders go out at their instants. */
    void passUntil(Instant then) {
        for (Instant reminder : cloud.reminders.reminders(then)) {
            time.passUntil(reminder);
            cloud.reminders.remind();
        }
        time.passUntil(then);
        trace.say(() -> time.now() + " time has passed");
    }

    /** Passes for long without a sweep. */
    void passUnswept(Instant then) {
        passUntil(then);
        cloud.mishaps.sweepAgain();
    }

    /** Passes until something happens by itself, or sometimes almost so long; false when nothing will happen. */
    boolean passToTheNextEvent() {
        cloud.advances.checkFees();
        Optional<Instant> next = cloud.nextEvent();
        next.ifPresent(event -> {
            Instant shortlyBefore = event.minus(chance.between(Duration.ofSeconds(10), Duration.ofMinutes(9)));
            if (chance.oneIn(4) && time.now().isBefore(shortlyBefore)) {
                passUntil(shortlyBefore);
            } else {
                passUntil(event.plus(Duration.ofSeconds(10)));
                cloud.sweep();
            }
        });
        return next.isPresent();
    }
}
