package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.purge.approval.Approval;
import sundown.purge.approval.ApprovalStore;
import sundown.purge.approval.Approvals;
import sundown.purge.plan.Plan;
import sundown.timeline.GroupId;

/** What every store of approvals promises. */
public abstract class ApprovalStoreContract {
    private static final GroupId GROUP = new GroupId("1");
    private static final Plan PLAN = SamplePurges.plan(1);

    /** The store under test, empty at first. */
    private final ApprovalStore store;

    protected ApprovalStoreContract(ApprovalStore store) {
        this.store = store;
    }

    @Test
    void knowsNoApprovalsThatWereNotSaved() {
        assertThat(store.find(GROUP)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("approvals")
    void givesBackWhatWasSavedOneVersionFurther(Approvals approvals) {
        assertThat(store.save(approvals)).contains(approvals.saved());
        assertThat(store.find(GROUP)).contains(approvals.saved());
    }

    static Stream<Approvals> approvals() {
        return Stream.of(first(SamplePurges.ADA), SamplePurges.approvals(GROUP, PLAN));
    }

    @Test
    void leavesNothingOfThePlanBefore() {
        Approvals saved = store.save(SamplePurges.approvals(GROUP, PLAN)).orElseThrow();
        Approvals next = new Approvals(
                GROUP, SamplePurges.plan(2), List.of(SamplePurges.GRACE), Optional.empty(), saved.version());
        assertThat(store.save(next)).isPresent();
        assertThat(store.find(GROUP)).contains(next.saved());
    }

    @Test
    void savesNothingOverWhatSomebodyElseSaved() {
        store.save(first(SamplePurges.ADA));
        assertThat(store.save(first(SamplePurges.GRACE))).isEmpty();
        assertThat(store.find(GROUP)).contains(first(SamplePurges.ADA).saved());
    }

    @Test
    void keepsTheApprovalsOfGroupsApart() {
        Approvals other = SamplePurges.approvals(new GroupId("11"), SamplePurges.plan(2));
        store.save(first(SamplePurges.ADA));
        store.save(other);
        assertThat(store.find(GROUP)).contains(first(SamplePurges.ADA).saved());
        assertThat(store.find(other.group())).contains(other.saved());
    }

    @Test
    void letsOneOfManySave() throws Exception {
        assertThat(Race.between(4, number -> store.save(first(SamplePurges.ADA)).isPresent()))
                .containsOnlyOnce(true);
    }

    private static Approvals first(Approval approval) {
        return new Approvals(GROUP, PLAN, List.of(approval), Optional.empty(), 0);
    }
}
