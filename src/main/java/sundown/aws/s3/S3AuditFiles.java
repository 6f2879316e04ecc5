package sundown.aws.s3;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import sundown.aws.AwsFailures;
import sundown.aws.s3.S3Calls.S3Patience;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.purge.AuditFiles;

/**
 * The audit bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">conditional writes</a>
 */
@Singleton
public record S3AuditFiles(
        S3Client client,
        @ConfigProperty(name = "AUDIT_BUCKET") String bucket) implements AuditFiles {
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    /** If the response is lost, the retry reports the object as already present; its content is identical. */
    @Override
    public boolean putIfAbsent(ObjectKey key, byte[] bytes) {
        try {
            client.putObject(
                    request -> request.bucket(bucket)
                            .key(key.value())
                            .ifNoneMatch("*")
                            .overrideConfiguration(S3Patience.LARGE),
                    S3Calls.body(bytes, bytes.length));
            return true;
        } catch (S3Exception answer) {
            return absentOrThrow(answer);
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    private static boolean absentOrThrow(S3Exception answer) {
        return switch (answer.statusCode()) {
            case PRECONDITION_FAILED -> false;
            case CONFLICT -> throw new RetryableFailure("S3 met another write of the same object", answer);
            default -> throw AwsFailures.sorted(answer);
        };
    }

    @Override
    public boolean has(ObjectKey key) {
        return S3Calls.found(() ->
                        client.headObject(request -> request.bucket(bucket).key(key.value())))
                .isPresent();
    }

    /** No other code has the array, so it needs no copy. */
    @Override
    public Optional<byte[]> read(ObjectKey key) {
        return S3Calls.found(() -> client.getObjectAsBytes(
                        request -> request.bucket(bucket).key(key.value()).overrideConfiguration(S3Patience.LARGE))
                .asByteArrayUnsafe());
    }

    @Override
    public Stream<ObjectKey> list(String prefix) {
        return new S3Listing(client, bucket).objects(prefix).map(S3Object::key).map(ObjectKey::new);
    }

    @Override
    public Stream<String> folders(String prefix) {
        return new S3Listing(client, bucket)
                .folders(prefix)
                .map(CommonPrefix::prefix)
                .map(folder -> folder.substring(prefix.length(), folder.length() - 1));
    }
}
