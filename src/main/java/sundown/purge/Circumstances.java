package sundown.purge;

import java.time.Instant;
import java.util.Optional;
import sundown.timeline.GroupId;

/**
 * On what it depends whether a group may be deleted, read anew for each decision.
 *
 * @param plan the group's latest
 * @param close by the timeline in force; nothing when the group is in it no more
 * @param drainedAt when nothing ran any more after that close
 * @param holdChanges how often the group's holds have been changed
 * @param stopped what the kill switch says
 * @param now the earlier one of two clocks
 */
public record Circumstances(
        GroupId group,
        Optional<Plan> plan,
        Optional<Instant> close,
        Optional<Instant> drainedAt,
        int timelineVersion,
        long holdChanges,
        boolean stopped,
        Instant now) {

    /** True while a plan is the latest and nothing has changed since it was made that it rests on. */
    public boolean uphold(Plan approved) {
        return plan.equals(Optional.of(approved)) && fresh(approved);
    }

    /** True for a plan that was made after the drain, under the timeline and the holds of now. */
    boolean fresh(Plan made) {
        return made.timelineVersion() == timelineVersion
                && made.holdChanges() == holdChanges
                && drainedAt.filter(at -> !made.at().isBefore(at)).isPresent();
    }
}
