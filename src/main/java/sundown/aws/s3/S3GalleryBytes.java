package sundown.aws.s3;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import sundown.aws.AwsFailures;
import sundown.gallery.GalleryBytes;
import sundown.gallery.ObjectKey;

/**
 * The bytes of the gallery in S3. S3 distinguishes a missing object from a forbidden one only for callers with
 * {@code s3:ListBucket}.
 */
@Singleton
public final class S3GalleryBytes implements GalleryBytes {
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Client client;
    private final String bucket;

    /** Reads the objects of a bucket. */
    public S3GalleryBytes(S3Client client, @ConfigProperty(name = "GALLERY_BUCKET") String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public Opened open(ObjectKey key, long offset) {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key.value())
                .range("bytes=" + offset + "-")
                .build();
        try {
            ResponseInputStream<GetObjectResponse> stream = client.getObject(request);
            return new Opened.Found(stream, stream.response().contentLength());
        } catch (NoSuchKeyException missing) {
            return new Opened.Gone();
        } catch (S3Exception answer) {
            return goneOrThrow(answer);
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    private static Opened goneOrThrow(S3Exception answer) {
        if (answer.statusCode() == RANGE_NOT_SATISFIABLE) {
            return new Opened.Gone();
        }
        throw AwsFailures.sorted(answer);
    }
}
