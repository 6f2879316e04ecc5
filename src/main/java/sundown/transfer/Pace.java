package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sundown.gallery.Tally;

/**
 * How fast items moved recently, including waits. The estimate of the end is based on it.
 *
 * @param since the start of the window
 * @param moved the items settled in it
 */
public record Pace(Instant since, Tally moved) {
    private static final Duration WINDOW = Duration.ofHours(2);

    /** The longest estimate, a century, because {@link Instant} has a maximum. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    public static Pace startingAt(Instant now) {
        return new Pace(now, Tally.NONE);
    }

    /** Adds newly settled items. A full window drops its older half. */
    public Pace plus(Tally settled, Instant now) {
        Pace next = new Pace(since, moved.plus(settled));
        Duration length = Duration.between(since, now);
        return length.compareTo(WINDOW) < 0 ? next : next.halved(length, now);
    }

    private Pace halved(Duration length, Instant now) {
        return new Pace(now.minus(length.dividedBy(2)), new Tally(moved.items() / 2, moved.bytes() / 2));
    }

    /** Bytes a second; nothing while nothing has moved. */
    public Optional<Double> bytesPerSecond(Instant now) {
        return perSecond(moved.bytes(), now);
    }

    /** Items a second; nothing while nothing has moved. */
    public Optional<Double> itemsPerSecond(Instant now) {
        return perSecond(moved.items(), now);
    }

    private Optional<Double> perSecond(long amount, Instant now) {
        double seconds = Duration.between(since, now).toMillis() / 1000.0;
        return amount == 0 || seconds <= 0 ? Optional.empty() : Optional.of(amount / seconds);
    }

    /** When so much will have moved, by the slower of items and bytes; nothing while nothing has moved. */
    public Optional<Instant> endOf(Tally pending, Instant now) {
        return itemsPerSecond(now).map(items -> {
            double byItems = pending.items() / items;
            double byBytes =
                    bytesPerSecond(now).map(bytes -> pending.bytes() / bytes).orElse(0.0);
            long seconds = (long) Math.ceil(Math.max(byItems, byBytes));
            return now.plusSeconds(Math.min(seconds, LONGEST.toSeconds()));
        });
    }
}
