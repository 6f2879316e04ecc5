package sundown.purge;

import java.time.Instant;
import java.util.Optional;
import sundown.purge.ApprovalStore.Approvals;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/**
 * The circumstances that decide whether a group may be deleted, read again for each decision.
 *
 * @param plan the group's latest plan
 * @param timeline in force
 * @param drainedAt the first instant after that close at which nothing ran
 * @param approvals the latest approvals, for whatever plan
 * @param datesSince the first version with the group's present dates and regions, as far back as its plan
 * @param holdChanges the number of changes and releases of holds of the group
 * @param stopped true as long as the kill switch is set
 * @param now the earlier one of this machine's clock and the trusted time
 */
public record PurgeContext(
        GroupId group,
        Optional<Plan> plan,
        Timeline timeline,
        Optional<Instant> drainedAt,
        Optional<Approvals> approvals,
        int datesSince,
        long holdChanges,
        boolean stopped,
        Instant now) {
    /** Returns the close of the group by the timeline in force; empty if the group is no longer in it. */
    public Optional<Instant> close() {
        return timeline.group(group).map(found -> found.dates().close());
    }

    /** True once the group's close has come by the timeline in force; false for a group that is no longer in it. */
    boolean closed() {
        return close().filter(at -> !now.isBefore(at)).isPresent();
    }

    /** True once nothing runs any more after that close. */
    boolean drained() {
        return drainedAt.isPresent();
    }

    /** True as long as a plan is the latest one, and nothing on which it rests has changed. */
    public boolean uphold(Plan approved) {
        return plan.equals(Optional.of(approved)) && fresh(approved);
    }

    /** Returns the approvals of this plan, one or two. */
    public Optional<Approvals> approvals(Plan purged) {
        return approvals.filter(said -> said.plan().equals(purged));
    }

    /** Returns the approvals that let this plan be carried out once the pause is over. */
    public Optional<Approvals> approved(Plan purged) {
        return approvals(purged).filter(Approvals::complete);
    }

    /**
     * True for a plan with a manifest that was begun after the drain and under the group's present dates, if no hold
     * has been changed or released since. A new hold needs no other plan: the deletion looks for holds before each
     * batch.
     */
    boolean fresh(Plan made) {
        return made.chunks() > 0
                && made.timelineVersion() >= datesSince
                && made.holdChanges() == holdChanges
                && drainedAt.filter(at -> !made.at().isBefore(at)).isPresent();
    }
}
