package sundown.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.ReportFilesContract;
import sundown.report.ReportFiles;
import sundown.report.ReportFiles.ReportFile;

@OnAnyCloud
class S3ReportFilesTest extends ReportFilesContract {
    private final AwsStack stack;

    S3ReportFilesTest(AwsStack stack) {
        this.stack = stack;
    }

    @Override
    protected ReportFiles files() {
        return new S3ReportFiles(stack.clients().s3(), stack.name("AUDIT_BUCKET"));
    }

    @Test
    void tellsABrowserWhatADocumentIs() {
        files().write(ReportFile.latestFigures(), "{}");
        HeadObjectResponse head = stack.clients()
                .s3()
                .headObject(
                        request -> request.bucket(stack.name("AUDIT_BUCKET")).key("progress/latest.json"));
        assertThat(head.contentType()).isEqualTo("application/json");
    }
}
