package sundown.aws.s3;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.S3Object;
import sundown.aws.AwsFailures;
import sundown.report.ReportFiles;

/** Reports in the audit bucket, which keeps every version of a file. */
@Singleton
public record S3ReportFiles(
        S3Client client,
        @ConfigProperty(name = "AUDIT_BUCKET") String bucket) implements ReportFiles {
    /** A bucket with Object Lock requires a checksum. */
    @Override
    public void write(ReportFile file, String content) {
        AwsFailures.sorting(() -> client.putObject(
                request -> request.bucket(bucket)
                        .key(file.path())
                        .contentType("application/json")
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                RequestBody.fromString(content)));
    }

    @Override
    public Optional<String> read(ReportFile file) {
        return S3Calls.found(
                () -> client.getObjectAsBytes(request -> request.bucket(bucket).key(file.path()))
                        .asString(StandardCharsets.UTF_8));
    }

    @Override
    public OptionalLong size(ReportFile file) {
        return S3Calls.size(client, bucket, file.path());
    }

    @Override
    public Stream<String> list(String folder, String after) {
        return new S3Listing(client, bucket).objects(folder, after).map(S3Object::key);
    }
}
