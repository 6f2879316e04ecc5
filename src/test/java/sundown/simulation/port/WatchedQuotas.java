package sundown.simulation.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;
import sundown.simulation.run.Runs;
import sundown.simulation.run.Violation;
import sundown.transfer.InMemoryQuotaStore;
import sundown.transfer.QuotaStore;
import sundown.transfer.QuotaStore.Count;
import sundown.transfer.QuotaStore.Counter;
import sundown.transfer.QuotaStore.Usage;
import sundown.transfer.RequestQuota;

/** Checks what the workers count and draw of the project's quota. */
public final class WatchedQuotas {
    private static final String PART = "no counter gives more than its part of a day or a minute";

    private final QuotaStore real;
    private final InMemoryQuotaStore rows;
    private final RequestQuota.Limits limits;
    private final Runs runs;
    private final Map<LocalDate, Long> drawn = new HashMap<>();
    private final Map<Share, Long> shares = new HashMap<>();

    private record Share(LocalDate day, UserId user) {}

    /**
     * Checks a store.
     *
     * @param rows what is really counted
     */
    public WatchedQuotas(QuotaStore real, InMemoryQuotaStore rows, RequestQuota.Limits limits, Runs runs) {
        this.real = real;
        this.rows = rows;
        this.limits = limits;
        this.runs = runs;
    }

    /** Only what is drawn is asked of the library. */
    public Optional<QuotaStore.Share> take(UserId user, LocalDate day, long requests, Instant now) {
        Optional<QuotaStore.Share> refused = real.take(user, day, requests, now);
        if (refused.isEmpty()) {
            runs.current().wrote();
            runs.current().drew(requests, now);
            long inDay = drawn.merge(day, requests, Long::sum);
            Violation.unless(inDay <= limits.perDay(), "the project's quota is never passed", inDay);
            long counted =
                    rows.usages(day).values().stream().mapToLong(Usage::inDay).sum();
            Violation.unless(inDay <= counted, "what is drawn has been counted", inDay + " of " + counted);
            long ofUser = shares.merge(new Share(day, user), requests, Long::sum);
            Violation.unless(ofUser <= limits.perUser(), "no user draws more than their share", ofUser);
        }
        return refused;
    }

    public Count count(Counter counter, long requests, RequestQuota.Part part, boolean inTurn, Instant now) {
        Count count = real.count(counter, requests, part, inTurn, now);
        rows.usages(counter.day()).forEach((each, usage) -> {
            Violation.unless(usage.inDay() <= limits.part(each.of()).perDay(), PART, usage);
            Violation.unless(usage.inMinute() <= limits.part(each.of()).perMinute(), PART, usage);
        });
        return count;
    }
}
