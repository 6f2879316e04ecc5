package sundown.purge.approval;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sundown.timeline.GroupId;

/** Approvals in memory. Safe for use by several threads. */
public final class InMemoryApprovalStore implements ApprovalStore {
    private final Map<GroupId, Approvals> approvals = new HashMap<>();

    @Override
    public synchronized Optional<Approvals> find(GroupId group) {
        return Optional.ofNullable(approvals.get(group));
    }

    @Override
    public synchronized Optional<Approvals> save(Approvals said) {
        long stored = find(said.group()).map(Approvals::version).orElse(0L);
        if (stored != said.version()) {
            return Optional.empty();
        }
        approvals.put(said.group(), said.saved());
        return find(said.group());
    }
}
