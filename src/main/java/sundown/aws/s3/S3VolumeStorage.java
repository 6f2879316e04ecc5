package sundown.aws.s3;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;
import sundown.archive.VolumeStorage;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.aws.AwsFailures;
import sundown.gallery.ObjectKey;

/**
 * The volumes in the archive bucket. A presigned URL has the rights of the function that signs it, and expires with its
 * session if that ends first. S3 distinguishes a missing object from a forbidden one only for callers with
 * {@code s3:ListBucket}.
 */
@Singleton
public final class S3VolumeStorage implements VolumeStorage {
    private static final String TYPE = "application/zip";

    private final S3Client client;
    private final S3Presigner presigner;
    private final String bucket;
    private final S3MultipartUploads uploads;

    /** Keeps them in a bucket. */
    public S3VolumeStorage(
            S3Client client, S3Presigner presigner, @ConfigProperty(name = "ARCHIVE_BUCKET") String bucket) {
        this.client = client;
        this.presigner = presigner;
        this.bucket = bucket;
        this.uploads = new S3MultipartUploads(client, bucket);
    }

    @Override
    public UploadId begin(ObjectKey volume) {
        return uploads.begin(volume, TYPE);
    }

    @Override
    public Optional<List<UploadedPart>> parts(ObjectKey volume, UploadId upload) {
        return uploads.parts(volume, upload);
    }

    @Override
    public Optional<UploadedPart> upload(ObjectKey volume, UploadId upload, int number, byte[] bytes, int length) {
        return uploads.upload(volume, upload, number, bytes, length);
    }

    @Override
    public boolean complete(ObjectKey volume, UploadId upload, List<UploadedPart> parts) {
        return uploads.complete(volume, upload, parts);
    }

    @Override
    public void abort(ObjectKey volume, UploadId upload) {
        uploads.abort(volume, upload);
    }

    @Override
    public OptionalLong size(ObjectKey volume) {
        HeadObjectRequest request =
                HeadObjectRequest.builder().bucket(bucket).key(volume.value()).build();
        try {
            return OptionalLong.of(client.headObject(request).contentLength());
        } catch (NoSuchKeyException missing) {
            return OptionalLong.empty();
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    @Override
    public Optional<InputStream> open(ObjectKey volume) {
        GetObjectRequest request =
                GetObjectRequest.builder().bucket(bucket).key(volume.value()).build();
        try {
            return Optional.of(client.getObject(request));
        } catch (NoSuchKeyException missing) {
            return Optional.empty();
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    @Override
    public URI link(ObjectKey volume, String fileName, Duration life) {
        GetObjectPresignRequest request = GetObjectPresignRequest.builder()
                .signatureDuration(life)
                .getObjectRequest(get -> get.bucket(bucket)
                        .key(volume.value())
                        .responseContentDisposition("attachment; filename=\"" + fileName + "\""))
                .build();
        String address = AwsFailures.sorting(() -> presigner.presignGetObject(request))
                .url()
                .toString();
        return URI.create(address);
    }
}
