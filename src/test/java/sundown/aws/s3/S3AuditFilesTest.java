package sundown.aws.s3;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.AuditFilesContract;

@ExtendWith(AwsStackExtension.class)
class S3AuditFilesTest extends AuditFilesContract {
    S3AuditFilesTest(AwsStack stack) {
        super(new S3AuditFiles(stack.clients().s3(), stack.name("AUDIT_BUCKET")));
    }
}
