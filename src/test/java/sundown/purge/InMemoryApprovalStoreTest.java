package sundown.purge;

import sundown.contract.ApprovalStoreContract;

class InMemoryApprovalStoreTest extends ApprovalStoreContract {
    private final InMemoryApprovalStore tested = new InMemoryApprovalStore();

    @Override
    protected ApprovalStore store() {
        return tested;
    }
}
