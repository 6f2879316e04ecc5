package sundown.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.gallery.Tally;
import sundown.refund.RefundList.Total;
import sundown.refund.RefundState;
import sundown.report.Figures.Headcount;
import sundown.report.ReportFiles.ReportId;
import sundown.timeline.Dates.Phase;
import sundown.timeline.Group;

/**
 * How far all groups have come.
 *
 * @param at when its counting began
 * @param groups in the order of the timeline
 */
public record ProgressReport(ReportId id, Instant at, List<GroupProgress> groups) {
    public ProgressReport {
        groups = List.copyOf(groups);
    }

    /**
     * How far a group was on one day.
     *
     * @param at when that day's report began
     * @param users all of them
     * @param taken those who had taken their photos out, and what these held
     * @param galleries what all galleries held; at least what was taken
     */
    public record Day(Instant at, long users, Headcount taken, Tally galleries) {
        public Day {
            if (taken.users() > users) {
                throw new IllegalArgumentException("more users have taken their photos out than there are");
            }
            galleries = galleries.atLeast(taken.gallery());
        }

        /** Those who had taken nothing yet, and what they would have lost. */
        public Headcount left() {
            return new Headcount(users - taken.users(), galleries.minus(taken.gallery()));
        }
    }

    /**
     * How fast users take their photos out.
     *
     * @param days over how many days it was seen; at least 1
     * @param usersPerDay at least 0
     * @param bytesPerDay at least 0
     */
    public record Pace(int days, double usersPerDay, double bytesPerDay) {}

    /** Users who will have taken nothing at the close, and the bytes that will be left with them, at today's pace. */
    public record Remainder(long users, long bytes) {}

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
}
