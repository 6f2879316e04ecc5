package sundown.account;

import sundown.contract.ReachStoreContract;

class InMemoryReachStoreTest extends ReachStoreContract {
    @Override
    protected ReachStore reaches() {
        return new InMemoryReachStore();
    }
}
