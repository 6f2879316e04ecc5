package sundown.aws.s3;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import sundown.aws.AwsFailures;
import sundown.report.ReportFile;
import sundown.report.ReportFiles;

/**
 * Reports in the audit bucket, which keeps every version of a file. S3 distinguishes a missing object from a forbidden
 * one only for callers with {@code s3:ListBucket}.
 */
@Singleton
public final class S3ReportFiles implements ReportFiles {
    private final S3Client client;
    private final String bucket;

    /** Keeps them in a bucket. */
    public S3ReportFiles(S3Client client, @ConfigProperty(name = "AUDIT_BUCKET") String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** A bucket with Object Lock requires a checksum. */
    @Override
    public void write(ReportFile file, String content) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(file.path())
                .contentType(file.mediaType())
                .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                .build();
        AwsFailures.sorting(() -> client.putObject(request, RequestBody.fromString(content)));
    }

    @Override
    public Optional<String> read(ReportFile file) {
        GetObjectRequest request =
                GetObjectRequest.builder().bucket(bucket).key(file.path()).build();
        try {
            return Optional.of(client.getObjectAsBytes(request).asString(StandardCharsets.UTF_8));
        } catch (NoSuchKeyException missing) {
            return Optional.empty();
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }
}
