package sundown.local.stripe;

import java.util.OptionalLong;
import sundown.local.google.gate.Occasion;

/**
 * One line of a fault script.
 *
 * @param when which of the calls it strikes, counted from when it was set
 * @param times how often it strikes at most; empty for without end
 */
public record Fault(Operation call, Occasion when, OptionalLong times, Effect effect) {
    public Fault {
        times = times == null ? OptionalLong.empty() : times;
    }

    /** Strikes the next call. */
    public static Fault next(Operation call, Effect effect) {
        return new Fault(call, new Occasion.Nth(1), OptionalLong.empty(), effect);
    }
}
