package sundown.aws.s3;

import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.AuditFilesContract;

@OnAnyCloud
class S3AuditFilesTest extends AuditFilesContract {
    S3AuditFilesTest(AwsStack stack) {
        super(new S3AuditFiles(stack.clients().s3(), stack.name("AUDIT_BUCKET")));
    }
}
