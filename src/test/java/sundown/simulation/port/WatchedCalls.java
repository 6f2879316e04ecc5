package sundown.simulation.port;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import sundown.operator.CallId;
import sundown.operator.CallRecord;
import sundown.operator.CallRecords;
import sundown.simulation.run.Surroundings;

/** Notes which runs are recorded. */
public record WatchedCalls(CallRecords real, Surroundings around) implements CallRecords {
    @Override
    public boolean put(CallRecord call) {
        boolean put = real.put(call);
        if (put) {
            around.runs().current().recorded(call.outcome());
            around.coverage().count("calls recorded as " + call.outcome());
        }
        return put;
    }

    @Override
    public List<CallRecord> of(LocalDate day, Optional<CallId> before, int limit) {
        return real.of(day, before, limit);
    }
}
