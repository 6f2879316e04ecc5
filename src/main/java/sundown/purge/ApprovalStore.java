package sundown.purge;

import java.util.Optional;
import sundown.timeline.GroupId;

/** The approvals of the latest approved plan of each group. A read sees every save before it. */
public interface ApprovalStore {
    /** The latest approvals of a group, for whatever plan; {@link PurgeContext#approved} tells whether they count. */
    Optional<Approvals> find(GroupId group);

    /**
     * Saves approvals if nobody saved since they were read: the stored version is still their own (none for 0).
     *
     * @return the approvals with their new version; empty if another save was faster
     */
    Optional<Approvals> save(Approvals approvals);
}
