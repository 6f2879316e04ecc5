package sundown.transfer;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Counts requests to the in-memory library, and concurrent creations. Safe for use by several threads. */
public final class LibraryRequests {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final Clock clock;
    private final Map<Instant, Long> minutes = new HashMap<>();
    private final Map<LocalDate, Long> days = new HashMap<>();
    private final Set<String> creating = new TreeSet<>();
    private long total;
    private boolean creationsMet;

    LibraryRequests(Clock clock) {
        this.clock = clock;
    }

    synchronized void count() {
        total++;
        minutes.merge(clock.instant().truncatedTo(ChronoUnit.MINUTES), 1L, Long::sum);
        days.merge(LocalDate.ofInstant(clock.instant(), PACIFIC), 1L, Long::sum);
    }

    /** False while another creation for the account is under way. */
    synchronized boolean creationBegins(LibraryAccount account) {
        boolean alone = creating.add(account.id());
        creationsMet |= !alone;
        return alone;
    }

    synchronized void creationEnds(LibraryAccount account) {
        creating.remove(account.id());
    }

    public synchronized long total() {
        return total;
    }

    /** The most in one minute. */
    public synchronized long busiestMinute() {
        return minutes.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** True when two creations for one account ever ran at once. */
    public synchronized boolean creationsMet() {
        return creationsMet;
    }
}
