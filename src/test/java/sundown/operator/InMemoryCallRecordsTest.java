package sundown.operator;

import sundown.contract.CallRecordsContract;

class InMemoryCallRecordsTest extends CallRecordsContract {
    InMemoryCallRecordsTest() {
        super(new InMemoryCallRecords());
    }
}
