package sundown.purge;

import java.util.Comparator;
import java.util.Optional;
import sundown.edge.Lag;
import sundown.edge.LaggingRows;
import sundown.timeline.GroupId;

/** Approvals in memory. Safe for use by several threads. */
public final class InMemoryApprovalStore implements ApprovalStore {
    private final LaggingRows<GroupId, Approvals> approvals =
            new LaggingRows<>(Comparator.comparing(GroupId::value), Lag.NONE);

    @Override
    public synchronized Optional<Approvals> find(GroupId group) {
        return approvals.find(group);
    }

    @Override
    public synchronized Optional<Approvals> save(Approvals said) {
        return approvals.save(said.group(), said, Approvals::version, Approvals::saved);
    }
}
