package sundown.purge;

import sundown.contract.AuditFilesContract;

class InMemoryAuditFilesTest extends AuditFilesContract {
    InMemoryAuditFilesTest() {
        super(new InMemoryAuditFiles());
    }
}
