package sundown.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The dates of a region group, in order.
 *
 * @param notice when the end was announced
 * @param exportsOpen when transfers and archives open, and sync and sales end
 * @param close when both end: the first instant at which nothing may be exported any more
 * @param refundBy the latest instant at which the last fee goes back
 */
public record Dates(Instant notice, Instant exportsOpen, Instant close, Instant refundBy) {
    public Dates {
        List<String> broken = DateOrder.broken(Map.of(
                DateName.NOTICE, notice,
                DateName.EXPORTS_OPEN, exportsOpen,
                DateName.CLOSE, close,
                DateName.REFUND_BY, refundBy));
        if (!broken.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", broken));
        }
    }

    /** The phase at an instant; each phase begins with its date and ends just before the next. */
    public Phase phaseAt(Instant now) {
        if (now.isBefore(notice)) {
            return Phase.RUNNING;
        }
        if (now.isBefore(exportsOpen)) {
            return Phase.ANNOUNCED;
        }
        return now.isBefore(close) ? Phase.EXPORTS_OPEN : Phase.CLOSED;
    }
}
