package sundown.simulation.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import sundown.account.UserId;
import sundown.simulation.run.Runs;
import sundown.simulation.run.Violation;
import sundown.transfer.RequestQuota;

/** Checks what the workers draw from the project's quota. */
public final class WatchedQuota implements RequestQuota {
    private final RequestQuota real;
    private final RequestQuota.Limits limits;
    private final Runs runs;
    private final Map<LocalDate, Integer> days = new HashMap<>();
    private final Map<Share, Integer> shares = new HashMap<>();

    private record Share(LocalDate day, UserId user) {}

    public WatchedQuota(RequestQuota real, RequestQuota.Limits limits, Runs runs) {
        this.real = real;
        this.limits = limits;
        this.runs = runs;
    }

    @Override
    public Draw draw(UserId user, int requests, Instant now) {
        runs.current().wrote();
        Draw draw = real.draw(user, requests, now);
        if (draw instanceof Draw.Granted) {
            runs.current().drew(requests, now);
            int inDay = days.merge(limits.day(now), requests, Integer::sum);
            Violation.unless(inDay <= limits.perDay(), "the project's quota is never passed", inDay);
            int ofUser = shares.merge(new Share(limits.day(now), user), requests, Integer::sum);
            Violation.unless(ofUser <= limits.perUser(), "no user draws more than their share", ofUser);
        }
        return draw;
    }
}
