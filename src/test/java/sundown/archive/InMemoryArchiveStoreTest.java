package sundown.archive;

import sundown.contract.ArchiveStoreContract;

class InMemoryArchiveStoreTest extends ArchiveStoreContract {
    InMemoryArchiveStoreTest() {
        super(new InMemoryArchiveStore());
    }
}
