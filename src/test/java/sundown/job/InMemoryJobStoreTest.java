package sundown.job;

import sundown.contract.JobStoreContract;

class InMemoryJobStoreTest extends JobStoreContract {
    InMemoryJobStoreTest() {
        super(new InMemoryJobStore());
    }
}
