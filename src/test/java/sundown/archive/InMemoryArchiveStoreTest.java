package sundown.archive;

import sundown.contract.ArchiveStoreContract;

class InMemoryArchiveStoreTest extends ArchiveStoreContract {
    private final InMemoryArchiveStore store = new InMemoryArchiveStore();

    @Override
    protected ArchiveStore store() {
        return store;
    }
}
