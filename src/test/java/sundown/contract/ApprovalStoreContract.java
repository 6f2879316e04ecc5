package sundown.contract;

import java.util.List;
import java.util.Optional;
import sundown.purge.ApprovalStore;
import sundown.purge.ApprovalStore.Approvals;
import sundown.timeline.GroupId;

/** What every store of approvals promises. */
public abstract class ApprovalStoreContract extends GroupRowsContract<Approvals> {
    /** Checks a store that is empty at first. */
    protected ApprovalStoreContract(ApprovalStore store) {
        super(store::find, store::save);
    }

    @Override
    protected List<Approvals> rows(GroupId group, long version) {
        Approvals both = SamplePurges.approvals(group, SamplePurges.plan(1));
        return List.of(
                new Approvals(group, both.plan(), List.of(SamplePurges.ADA), Optional.empty(), version),
                new Approvals(group, both.plan(), both.all(), both.until(), version),
                new Approvals(group, SamplePurges.plan(2), List.of(SamplePurges.GRACE), Optional.empty(), version));
    }
}
