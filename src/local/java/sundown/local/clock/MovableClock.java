package sundown.local.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The time of the local cloud: real time until it is moved, and from then on ahead of it by a fixed offset. It never
 * goes back. Safe for use by several threads.
 */
public final class MovableClock extends Clock {
    /** The last time to which it goes: later ones have no place in some of the forms in which instants are written. */
    public static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Clock real;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Supplier<List<Instant>> dates = List::of;
    private volatile Duration offset = Duration.ZERO;
    private volatile Optional<String> held = Optional.empty();

    /** Shows the same as another clock until it is moved. */
    public MovableClock(Clock real) {
        this.real = real;
    }

    /** Shows this machine's time until it is moved. */
    public static MovableClock system() {
        return new MovableClock(Clock.systemUTC());
    }

    /** A time that the clock cannot be set to; the message is a sentence for the user. */
    public static final class Unreachable extends Exception {
        private Unreachable(String message) {
            super(message);
        }
    }

    /** Lets it move no more, for a reason in a sentence for the user. */
    public void hold(String reason) {
        held = Optional.of(reason);
    }

    /**
     * Sets it, and tells those who asked for it.
     *
     * @throws Unreachable when it is held, or when that time is over, or after {@link #LATEST}; it has not moved then
     */
    public void set(Instant time) throws Unreachable {
        shift(time);
        listeners.forEach(Runnable::run);
    }

    /**
     * Moves it on, and tells those who asked for it.
     *
     * @throws Unreachable when the length is negative, or leads past {@link #LATEST}; the clock has not moved then
     */
    public void forward(Duration length) throws Unreachable {
        Instant now = instant();
        if (length.compareTo(Duration.between(now, LATEST)) > 0) {
            throw tooLate();
        }
        set(now.plus(length));
    }

    private synchronized void shift(Instant time) throws Unreachable {
        if (held.isPresent()) {
            throw new Unreachable(held.get());
        }
        Instant now = real.instant();
        if (time.isBefore(now.plus(offset))) {
            throw new Unreachable("The clock does not go back.");
        }
        if (time.isAfter(LATEST)) {
            throw tooLate();
        }
        offset = Duration.between(now, time);
    }

    private static Unreachable tooLate() {
        return new Unreachable("The clock does not go beyond " + LATEST + ".");
    }

    /** Tells it the dates to which people may want to move it; they are asked for each time. */
    public void follow(Supplier<List<Instant>> newDates) {
        dates = newDates;
    }

    /** The date that comes next; empty if it knows of none. */
    public Optional<Instant> nextDate() {
        Instant now = instant();
        return dates.get().stream().filter(now::isBefore).min(Comparator.naturalOrder());
    }

    /**
     * Sets it to the date that comes next.
     *
     * @throws Unreachable when there is none, or when it is held; it has not moved then
     */
    public void toNextDate() throws Unreachable {
        set(nextDate().orElseThrow(() -> new Unreachable("The timeline has no date that is still to come.")));
    }

    /** Runs something after each move, on the thread that moves the clock. */
    public void onMove(Runnable listener) {
        listeners.add(listener);
    }

    /** How far it is ahead of real time. */
    public Duration offset() {
        return offset;
    }

    /** Real time, which never jumps: for paces, for timeouts, and for what does not know of moves. */
    public Clock real() {
        return real;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the local cloud's clock shows UTC");
    }
}
