package sundown.local.command;

import java.time.Duration;
import java.util.Locale;

/** Formats quantities for people. */
public final class Quantity {
    private static final long THOUSAND = 1000;
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Quantity() {}

    /** A number of bytes in decimal units with one decimal, 12.3 MB for example. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= THOUSAND) {
            value /= THOUSAND;
            unit++;
        }
        return unit == 0 ? bytes + " B" : "%s %s".formatted(decimal(value, 1), UNITS[unit]);
    }

    /** A length of time in its two largest units, 3 min 20 s for example. */
    public static String duration(Duration duration) {
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toSeconds() + " s";
    }

    /** A number with this many decimals, with a full stop whatever the machine's language. */
    public static String decimal(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
