package sundown.cli.adopt;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Shows in a line how far an import is, every few seconds. */
final class Meter {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final Clock clock;
    private String verb = "";
    private String what = "";
    private long total;
    private Instant begun;
    private Instant last = Instant.MIN;
    private long counted;
    private long done;

    Meter(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** Begins to count things that are done to so much in all. */
    synchronized void begin(String nextVerb, String nextWhat, long nextTotal) {
        verb = nextVerb;
        what = nextWhat;
        total = nextTotal;
        begun = clock.instant();
        counted = 0;
        done = 0;
    }

    /** So much more of the total is done. */
    synchronized void done(long more) {
        done += more;
    }

    /** Things are done of which the total is made. */
    synchronized void doneAndCount(long more) {
        done(more);
        count(more);
    }

    /** So many things more are done. */
    synchronized void count(long more) {
        counted += more;
        Instant now = clock.instant();
        if (now.isBefore(last.plus(BETWEEN_LINES))) {
            return;
        }
        last = now;
        long milliseconds = Math.max(1, Duration.between(begun, now).toMillis());
        out.println(String.format(
                Locale.ROOT,
                "%s %3d %% %,d %s, %,d a second",
                verb,
                total == 0 ? 100 : Math.min(100, done * 100 / total),
                counted,
                what,
                counted * 1_000 / milliseconds));
    }
}
