package sundown.purge;

import sundown.contract.AuditFilesContract;

class InMemoryAuditFilesTest extends AuditFilesContract {
    private final AuditFiles files = new InMemoryAuditFiles();

    @Override
    protected AuditFiles files() {
        return files;
    }
}
