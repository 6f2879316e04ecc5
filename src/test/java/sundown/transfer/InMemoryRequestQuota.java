package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** The project's quota in memory. Safe for use by several threads. */
public final class InMemoryRequestQuota implements RequestQuota {
    private final RequestQuota.Limits limits;
    private final Map<LocalDate, Integer> days = new HashMap<>();
    private Instant minute = Instant.MIN;
    private int inMinute;

    public InMemoryRequestQuota(RequestQuota.Limits limits) {
        this.limits = limits;
    }

    @Override
    public synchronized Draw draw(int requests, Instant now) {
        limits.requireDrawable(requests);
        open(RequestQuota.Limits.minute(now));
        int inDay = days.getOrDefault(limits.day(now), 0);
        if (inDay + requests > limits.perDay()) {
            return new Draw.UsedUp(limits.nextDay(now));
        }
        if (inMinute + requests > limits.perMinute()) {
            return new Draw.UsedUp(minute.plus(Duration.ofMinutes(1)));
        }
        days.put(limits.day(now), inDay + requests);
        inMinute += requests;
        return new Draw.Granted();
    }

    /** A clock that is slow draws from the current minute. */
    private void open(Instant wanted) {
        if (minute.isBefore(wanted)) {
            minute = wanted;
            inMinute = 0;
        }
    }
}
