package sundown.aws.s3;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import sundown.aws.AwsFailures;
import sundown.report.ReportFile;
import sundown.report.ReportFiles;

/** Reports in the audit bucket, which keeps every version of a file. */
@Singleton
public final class S3ReportFiles implements ReportFiles {
    private final S3Client client;
    private final String bucket;

    public S3ReportFiles(S3Client client, @ConfigProperty(name = "AUDIT_BUCKET") String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** A bucket with Object Lock requires a checksum. */
    @Override
    public void write(ReportFile file, String content) {
        AwsFailures.sorting(() -> client.putObject(
                request -> request.bucket(bucket)
                        .key(file.path())
                        .contentType(file.mediaType())
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                RequestBody.fromString(content)));
    }

    @Override
    public Optional<String> read(ReportFile file) {
        return S3Calls.found(
                () -> client.getObjectAsBytes(request -> request.bucket(bucket).key(file.path()))
                        .asString(StandardCharsets.UTF_8));
    }
}
