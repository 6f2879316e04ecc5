package sundown.simulation.port;

import sundown.operator.CallRecords;
import sundown.operator.CallRecords.CallRecord;
import sundown.simulation.run.Surroundings;

/** Notes which runs are recorded. */
public record WatchedCalls(CallRecords real, Surroundings around) {
    public boolean put(CallRecord call) {
        boolean put = real.put(call);
        if (put) {
            around.run().recorded(call.outcome());
            around.count("calls recorded as " + call.outcome());
        }
        return put;
    }
}
