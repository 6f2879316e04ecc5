package sundown.aws.s3;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.AuditFilesContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.purge.AuditFiles;

@ExtendWith(EmulatorsExtension.class)
class S3AuditFilesTest extends AuditFilesContract {
    private final AuditFiles files;

    S3AuditFilesTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        files = new S3AuditFiles(stack.clients().s3(), stack.name("AUDIT_BUCKET"));
    }

    @Override
    protected AuditFiles files() {
        return files;
    }
}
