package sundown.simulation.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import sundown.simulation.run.Runs;
import sundown.simulation.run.Violation;
import sundown.transfer.RequestQuota;

/** Checks what the workers draw from the project's quota. */
public final class WatchedQuota implements RequestQuota {
    private final RequestQuota real;
    private final RequestQuota.Limits limits;
    private final Runs runs;
    private final Map<LocalDate, Integer> days = new HashMap<>();

    public WatchedQuota(RequestQuota real, RequestQuota.Limits limits, Runs runs) {
        this.real = real;
        this.limits = limits;
        this.runs = runs;
    }

    @Override
    public Draw draw(int requests, Instant now) {
        runs.current().wrote();
        Draw draw = real.draw(requests, now);
        if (draw instanceof Draw.Granted) {
            runs.current().drew(requests);
            int inDay = days.merge(limits.day(now), requests, Integer::sum);
            Violation.unless(inDay <= limits.perDay(), "the project's quota is never passed", inDay);
        }
        return draw;
    }
}
