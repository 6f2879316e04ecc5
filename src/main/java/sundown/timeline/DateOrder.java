package sundown.timeline;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Which dates of a group must come before which. */
enum DateOrder {
    NOTICE_FIRST(DateName.NOTICE, DateName.EXPORTS_OPEN, false, "the notice must come before exports open"),
    OPEN_FOR_A_WHILE(DateName.EXPORTS_OPEN, DateName.CLOSE, false, "exports must open before the close"),
    REFUND_AFTER_OPENING(
            DateName.EXPORTS_OPEN, DateName.REFUND_BY, true, "the refund date must not come before exports open");

    private final DateName first;
    private final DateName second;
    private final boolean mayCoincide;
    private final String broken;

    DateOrder(DateName first, DateName second, boolean mayCoincide, String broken) {
        this.first = first;
        this.second = second;
        this.mayCoincide = mayCoincide;
        this.broken = broken;
    }

    /** A sentence for each order that these dates break; what is not among them breaks none. */
    static List<String> broken(Map<DateName, Instant> dates) {
        return Arrays.stream(values())
                .filter(order -> order.isBrokenBy(dates))
                .map(order -> order.broken)
                .toList();
    }

    private boolean isBrokenBy(Map<DateName, Instant> dates) {
        if (!dates.containsKey(first) || !dates.containsKey(second)) {
            return false;
        }
        int order = dates.get(first).compareTo(dates.get(second));
        return mayCoincide ? order > 0 : order >= 0;
    }
}
