package sundown.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import sundown.account.ReachStore.Reach;
import sundown.edge.Json;
import sundown.gallery.Tally;
import sundown.receipt.Safety.Headcount;
import sundown.receipt.Safety.Sums;
import sundown.refund.FeeCounts;
import sundown.refund.RefundList.Total;
import sundown.refund.RefundState;
import sundown.report.ReportFiles.ReportFile;
import sundown.report.ReportFiles.ReportId;
import sundown.timeline.Dates.Phase;
import sundown.timeline.GroupId;
import sundown.transfer.FailureReason;
import sundown.transfer.Transfer.TransferState.WaitReason;

/**
 * The progress of all groups; its JSON is the document of the report. Sizes are bytes, and amounts are minor units of
 * their currency.
 *
 * @param at when its counting began
 * @param groups in the order of the timeline
 */
@RegisterForReflection
public record ProgressReport(ReportId report, Instant at, List<GroupProgress> groups) {
    /** Where operators find the latest one. */
    public static final String PLACE = "progress/latest.json of the audit bucket";

    public ProgressReport {
        groups = List.copyOf(groups);
    }

    /**
     * Returns the groups of the latest report; none before the first report.
     *
     * @throws IllegalArgumentException if its file is no report
     */
    public static List<GroupProgress> listLatest(ReportFiles files) {
        return files.read(ReportFile.latestFigures())
                .map(text -> Json.read(text, ProgressReport.class).groups())
                .orElse(List.of());
    }

    /**
     * The progress of a group.
     *
     * @param daysToClose whole days; negative after the close
     * @param countedAt when the report began for which its users were counted
     * @param galleries the contents of all galleries
     * @param safety users by how safe their photos are
     * @param left the users who are not safe, with what is not safe of all galleries
     * @param failed items that transfers could not move, as they stand now
     * @param waiting users with a parked transfer, by reason
     * @param reach users by how far they are reached
     * @param unread users who could not be read; they count as having taken nothing
     * @param refunds by state, then by currency
     * @param fees the same refunds by what became of them
     * @param pace empty before two days after the opening have been counted, and after the close
     * @param remainderAtClose empty if there is no pace
     * @param history one entry for each day, in their order; the last one is today's
     */
    @RegisterForReflection
    public record GroupProgress(
            GroupId group,
            Phase phase,
            Instant exportsOpen,
            Instant close,
            long daysToClose,
            Instant countedAt,
            long users,
            @JsonUnwrapped Tally galleries,
            Instant galleriesCountedAt,
            @JsonUnwrapped Sums safety,
            Headcount left,
            Map<FailureReason, Long> failed,
            Map<WaitReason, Long> waiting,
            Map<Reach, Long> reach,
            long unread,
            Map<RefundState.StateName, Map<String, Total>> refunds,
            FeeCounts fees,
            Optional<Pace> pace,
            Optional<Remainder> remainderAtClose,
            List<Day> history) {
        public GroupProgress {
            refunds = Collections.unmodifiableMap(new TreeMap<>(refunds));
            history = List.copyOf(history);
        }

        /** The fees that wait to go back, in minor units by currency. */
        public Map<String, Long> waitingFees() {
            Map<String, Long> fees = new TreeMap<>();
            Stream.of(RefundState.StateName.INTENT, RefundState.StateName.SENT)
                    .map(state -> refunds.getOrDefault(state, Map.of()))
                    .forEach(totals ->
                            totals.forEach((currency, total) -> fees.merge(currency, total.minorUnits(), Long::sum)));
            return fees;
        }
    }

    /**
     * The progress of a group on one day.
     *
     * @param at when that day's report began
     * @param users all users
     * @param safe the users who were safe, with all that was safe of anybody
     * @param galleries the contents of all galleries; at least what was safe
     */
    @RegisterForReflection
    public record Day(
            Instant at,
            long users,
            Headcount safe,
            @JsonUnwrapped Tally galleries) {
        public Day {
            if (safe.users() > users) {
                throw new IllegalArgumentException("more users are safe than there are");
            }
            galleries = galleries.atLeast(safe.gallery());
        }

        /** The users who were not safe yet, with what would have been lost. */
        public Headcount left() {
            return new Headcount(users - safe.users(), galleries.minus(safe.gallery()));
        }
    }

    /**
     * The speed at which users and their photos become safe.
     *
     * @param days the number of days over which it was measured; at least 1
     * @param usersPerDay at least 0
     * @param bytesPerDay at least 0
     */
    @RegisterForReflection
    public record Pace(int days, double usersPerDay, long bytesPerDay) {}

    /** Users who will not be safe at the close, and the bytes that will be lost, at today's pace. */
    @RegisterForReflection
    public record Remainder(long users, long bytes) {}
}
