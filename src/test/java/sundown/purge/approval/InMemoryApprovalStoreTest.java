package sundown.purge.approval;

import sundown.contract.ApprovalStoreContract;

class InMemoryApprovalStoreTest extends ApprovalStoreContract {
    InMemoryApprovalStoreTest() {
        super(new InMemoryApprovalStore());
    }
}
