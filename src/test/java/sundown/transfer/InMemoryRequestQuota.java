package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import sundown.account.UserId;

/** The project's quota in memory. Safe for use by several threads. */
public final class InMemoryRequestQuota implements RequestQuota {
    private final RequestQuota.Limits limits;
    private final Map<LocalDate, Integer> days = new HashMap<>();
    private final Map<Share, Integer> shares = new HashMap<>();
    private Instant minute = Instant.MIN;
    private int inMinute;

    private record Share(LocalDate day, UserId user) {}

    public InMemoryRequestQuota(RequestQuota.Limits limits) {
        this.limits = limits;
    }

    @Override
    public synchronized Draw draw(UserId user, int requests, Instant now) {
        limits.requireDrawable(requests);
        Share share = new Share(limits.day(now), user);
        if (shares.getOrDefault(share, 0) + requests > limits.perUser()) {
            return new Draw.ShareUsedUp(limits.nextDay(now));
        }
        Draw draw = draw(requests, now);
        if (draw instanceof Draw.Granted) {
            shares.merge(share, requests, Integer::sum);
        }
        return draw;
    }

    private Draw draw(int requests, Instant now) {
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
