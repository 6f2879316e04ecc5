package sundown.purge;

import java.util.Optional;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/** The plans, one for each group. A read sees every write before it. */
public interface PlanStore {
    /** The latest plan of a group, made or under way. */
    Optional<Plan.Begun> find(GroupId group);

    /** The latest plan of a group; empty while its manifest is being made. */
    default Optional<Plan> latest(GroupId group) {
        return find(group).flatMap(Plan.Begun::made);
    }

    /**
     * Begins a plan in place of the named one.
     *
     * @param instead the plan that must be there; empty where none may be there
     * @return false if another plan is there
     */
    boolean begin(Plan.Begun plan, Optional<PlanId> instead);

    /** Records the result of a plan that is still the latest. If a result is there, it stays. */
    void complete(GroupId group, PlanId plan, Plan.Planned planned);
}
