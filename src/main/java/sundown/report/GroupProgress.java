package sundown.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.refund.RefundList.Total;
import sundown.refund.RefundState;
import sundown.timeline.Group;
import sundown.timeline.Phase;

/**
 * What a report says of a group.
 *
 * @param daysToClose whole days; negative for those since the close
 * @param refunds by state, then by currency
 * @param history a day each, in their order; today's is the last
 * @param pace nothing before two days after the opening have been counted, and after the close
 * @param remainder nothing where there is no pace
 */
public record GroupProgress(
        Group group,
        Phase phase,
        long daysToClose,
        Figures figures,
        Map<RefundState.StateName, Map<String, Total>> refunds,
        List<Day> history,
        Optional<Pace> pace,
        Optional<Remainder> remainder) {
    public GroupProgress {
        refunds = Map.copyOf(refunds);
        history = List.copyOf(history);
    }

    /** How far it is today. */
    public Day today() {
        return history.getLast();
    }
}
