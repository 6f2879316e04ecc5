package sundown.purge;

import sundown.contract.ApprovalStoreContract;

class InMemoryApprovalStoreTest extends ApprovalStoreContract {
    InMemoryApprovalStoreTest() {
        super(new InMemoryApprovalStore());
    }
}
