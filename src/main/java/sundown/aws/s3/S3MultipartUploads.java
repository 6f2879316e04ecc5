package sundown.aws.s3;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.aws.AwsFailures;
import sundown.failure.RetryableFailure;
import sundown.gallery.ETag;
import sundown.gallery.ObjectKey;

/**
 * The multipart uploads of a bucket. Each part is sent with its CRC-32, from which S3 computes that of the whole
 * object. The upload names the kind of checksum when it begins: the SDK sends checksums with parts anyway, and S3 does
 * not list parts with a checksum that the upload did not announce.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">full object
 *     checksums</a>
 */
final class S3MultipartUploads {
    private static final ChecksumAlgorithm ALGORITHM = ChecksumAlgorithm.CRC32;
    private static final ChecksumType WHOLE = ChecksumType.FULL_OBJECT;

    /** The time that a part of 16 MiB takes at 0.4 MB/s. All attempts together end before the function's time-out. */
    private static final AwsRequestOverrideConfiguration PATIENT = AwsRequestOverrideConfiguration.builder()
            .apiCallAttemptTimeout(Duration.ofSeconds(40))
            .apiCallTimeout(Duration.ofSeconds(90))
            .build();

    /**
     * S3 may need minutes to complete an upload, and sends whitespace meanwhile. A retry before the completion may find
     * neither the upload nor the object, so one attempt has all the time that is left to the function.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">CompleteMultipartUpload</a>
     */
    private static final AwsRequestOverrideConfiguration MOST_PATIENT = AwsRequestOverrideConfiguration.builder()
            .apiCallAttemptTimeout(Duration.ofSeconds(100))
            .apiCallTimeout(Duration.ofSeconds(110))
            .build();

    private final S3Client client;
    private final String bucket;

    /** The uploads of a bucket. */
    S3MultipartUploads(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    UploadId begin(ObjectKey key, String contentType) {
        CreateMultipartUploadRequest request = CreateMultipartUploadRequest.builder()
                .bucket(bucket)
                .key(key.value())
                .contentType(contentType)
                .checksumAlgorithm(ALGORITHM)
                .checksumType(WHOLE)
                .build();
        return new UploadId(
                AwsFailures.sorting(() -> client.createMultipartUpload(request)).uploadId());
    }

    Optional<List<UploadedPart>> parts(ObjectKey key, UploadId upload) {
        ListPartsRequest request = ListPartsRequest.builder()
                .bucket(bucket)
                .key(key.value())
                .uploadId(upload.value())
                .build();
        return ifThere(() -> client.listPartsPaginator(request).parts().stream()
                .map(S3MultipartUploads::uploaded)
                .toList());
    }

    Optional<UploadedPart> upload(ObjectKey key, UploadId upload, int number, byte[] bytes, int length) {
        UploadPartRequest request = UploadPartRequest.builder()
                .bucket(bucket)
                .key(key.value())
                .uploadId(upload.value())
                .partNumber(number)
                .checksumCRC32(crc32(bytes, length))
                .overrideConfiguration(PATIENT)
                .build();
        return ifThere(() -> client.uploadPart(request, S3Body.of(bytes, length)))
                .map(response -> new UploadedPart(number, length, new ETag(response.eTag())));
    }

    boolean complete(ObjectKey key, UploadId upload, List<UploadedPart> parts) {
        CompleteMultipartUploadRequest request = CompleteMultipartUploadRequest.builder()
                .bucket(bucket)
                .key(key.value())
                .uploadId(upload.value())
                .checksumType(WHOLE)
                .multipartUpload(list -> list.parts(
                        parts.stream().map(S3MultipartUploads::completed).toList()))
                .overrideConfiguration(MOST_PATIENT)
                .build();
        return ifThere(() -> client.completeMultipartUpload(request)).isPresent();
    }

    void abort(ObjectKey key, UploadId upload) {
        AbortMultipartUploadRequest request = AbortMultipartUploadRequest.builder()
                .bucket(bucket)
                .key(key.value())
                .uploadId(upload.value())
                .build();
        ifThere(() -> client.abortMultipartUpload(request));
    }

    /** Empty when there is no such upload. */
    private static <T> Optional<T> ifThere(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (NoSuchUploadException ended) {
            return Optional.empty();
        } catch (S3Exception answer) {
            throw replacedPart(answer) ? replaced(answer) : AwsFailures.sorted(answer);
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    private static boolean replacedPart(S3Exception answer) {
        return answer.awsErrorDetails() != null
                && "InvalidPart".equals(answer.awsErrorDetails().errorCode());
    }

    /** Another worker uploaded the part again meanwhile. A new listing of the parts finds it. */
    private static RetryableFailure replaced(S3Exception answer) {
        return new RetryableFailure("S3 has not the part that was named, or not any more", answer);
    }

    /**
     * Four bytes, big-endian, in Base64. The SDK could compute the checksum while it sends, but would copy the body
     * into chunks.
     */
    private static String crc32(byte[] bytes, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        byte[] value = ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array();
        return Base64.getEncoder().encodeToString(value);
    }

    private static UploadedPart uploaded(Part part) {
        return new UploadedPart(part.partNumber(), part.size(), new ETag(part.eTag()));
    }

    private static CompletedPart completed(UploadedPart part) {
        return CompletedPart.builder()
                .partNumber(part.number())
                .eTag(part.etag().value())
                .build();
    }
}
