package sundown.purge;

import java.util.Optional;
import sundown.timeline.GroupId;

/** The approvals, of one plan a group. What is read is as it is after every save that came before. */
public interface ApprovalStore {
    /**
     * What was saved last for a group, whatever plan it was for; {@link PurgeContext#approved} says whether it counts.
     */
    Optional<Approvals> find(GroupId group);

    /**
     * Saves approvals if nobody did since these were read: the version stored is still their own (none for 0).
     *
     * @return them with their new version, or nothing when somebody was faster
     */
    Optional<Approvals> save(Approvals approvals);
}
