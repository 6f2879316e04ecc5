package sundown.purge;

import java.util.Optional;
import sundown.timeline.GroupId;

/** The plans, one a group. What is read is as it is after every change that came before. */
public interface PlanStore {
    /** The plan of a group. */
    Optional<PurgePlan> find(GroupId group);

    /**
     * Begins a plan, in place of the one that is named.
     *
     * @param instead of the plan that is there; nothing when none may be there
     * @return false when it is not so
     */
    boolean begin(PurgePlan plan, Optional<PlanId> instead);

    /** Notes what was planned, if the plan is still this one; of two notes, the first one stays. */
    void complete(GroupId group, PlanId plan, PurgePlan.Planned planned);
}
