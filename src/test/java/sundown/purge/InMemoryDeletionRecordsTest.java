package sundown.purge;

import sundown.contract.DeletionRecordsContract;

class InMemoryDeletionRecordsTest extends DeletionRecordsContract {
    private final InMemoryDeletionRecords records = new InMemoryDeletionRecords();

    @Override
    protected DeletionRecords records() {
        return records;
    }
}
