package sundown.purge;

import sundown.contract.DeletionRecordsContract;

class InMemoryDeletionRecordsTest extends DeletionRecordsContract {
    InMemoryDeletionRecordsTest() {
        super(new InMemoryDeletionRecords());
    }
}
