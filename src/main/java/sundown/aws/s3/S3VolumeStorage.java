package sundown.aws.s3;

import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.VolumeStorage;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.aws.AwsFailures;
import sundown.failure.RetryableFailure;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryObjects.ETag;
import sundown.gallery.ObjectKey;
import sundown.timeline.GroupId;

/**
 * The volumes in the archive bucket. A presigned URL has the rights of the function that signs it, and expires with its
 * session if that ends first.
 *
 * <p>Each part is sent with its CRC-32, from which S3 computes that of the whole object. The upload names the kind of
 * checksum when it begins.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">full object
 *     checksums</a>
 */
@Singleton
public record S3VolumeStorage(
        S3Client client,
        S3Presigner presigner,
        @ConfigProperty(name = "ARCHIVE_BUCKET") String bucket) implements VolumeStorage {
    private static final Pattern BELOW_USER = Pattern.compile("(?<archive>[0-9a-f]{24})/.*");
    private static final String TYPE = "application/zip";
    private static final ChecksumAlgorithm ALGORITHM = ChecksumAlgorithm.CRC32;
    private static final ChecksumType WHOLE = ChecksumType.FULL_OBJECT;

    /** The time that a part of 64 MiB takes at 1.7 MB/s. All attempts together end within two minutes. */
    private static final AwsRequestOverrideConfiguration PATIENT = AwsRequestOverrideConfiguration.builder()
            .apiCallAttemptTimeout(Duration.ofSeconds(40))
            .apiCallTimeout(Duration.ofSeconds(90))
            .build();

    /**
     * S3 may need minutes to complete an upload, and sends whitespace meanwhile. A retry before the completion may find
     * neither the upload nor the object, so one attempt has nearly the two minutes that a run leaves to the function.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">CompleteMultipartUpload</a>
     */
    private static final AwsRequestOverrideConfiguration MOST_PATIENT = AwsRequestOverrideConfiguration.builder()
            .apiCallAttemptTimeout(Duration.ofSeconds(100))
            .apiCallTimeout(Duration.ofSeconds(110))
            .build();

    @Override
    public UploadId begin(ObjectKey volume) {
        return new UploadId(AwsFailures.sorting(() -> client.createMultipartUpload(request -> request.bucket(bucket)
                        .key(volume.value())
                        .contentType(TYPE)
                        .checksumAlgorithm(ALGORITHM)
                        .checksumType(WHOLE)))
                .uploadId());
    }

    @Override
    public Optional<UploadedPart> upload(ObjectKey volume, UploadId upload, int number, byte[] bytes, int length) {
        String checksum = crc32(bytes, length);
        return S3Calls.found(() -> client.uploadPart(
                        request -> request.bucket(bucket)
                                .key(volume.value())
                                .uploadId(upload.value())
                                .partNumber(number)
                                .checksumCRC32(checksum)
                                .overrideConfiguration(PATIENT),
                        S3Calls.body(bytes, length)))
                .map(response -> new UploadedPart(number, new ETag(response.eTag())));
    }

    @Override
    public boolean complete(ObjectKey volume, UploadId upload, List<UploadedPart> parts) {
        List<CompletedPart> all = parts.stream().map(S3VolumeStorage::completed).toList();
        return S3Calls.found(
                                () -> client.completeMultipartUpload(request -> request.bucket(bucket)
                                        .key(volume.value())
                                        .uploadId(upload.value())
                                        .checksumType(WHOLE)
                                        .multipartUpload(list -> list.parts(all))
                                        .overrideConfiguration(MOST_PATIENT)),
                                answer -> {
                                    throw replacedPart(answer) ? replaced(answer) : AwsFailures.sorted(answer);
                                })
                        .isPresent()
                || S3Calls.size(client, bucket, volume.value()).isPresent();
    }

    private static boolean replacedPart(S3Exception answer) {
        return answer.awsErrorDetails() != null
                && "InvalidPart".equals(answer.awsErrorDetails().errorCode());
    }

    /** The attempt fails, and the next one uploads all parts again. */
    private static RetryableFailure replaced(S3Exception answer) {
        return new RetryableFailure("S3 has not the part that was named, or not any more", answer);
    }

    @Override
    public void abort(ObjectKey volume, UploadId upload) {
        S3Calls.abort(client, GalleryRoles.Place.own(bucket, volume.value()), upload.value());
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

    @Override
    public Set<ArchiveId> archives(GroupId group, UserId user) {
        String prefix = BucketLayout.ARCHIVES.prefix(group, user);
        S3Listing listing = new S3Listing(client, bucket);
        return Stream.concat(
                        listing.objects(prefix).map(S3Object::key),
                        listing.uploads(prefix).map(MultipartUpload::key))
                .flatMap(key -> archive(key.substring(prefix.length())).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The archive of an object. An object that Sundown did not write belongs to none. */
    private static Optional<ArchiveId> archive(String belowUser) {
        Matcher matcher = BELOW_USER.matcher(belowUser);
        return matcher.matches() ? Optional.of(new ArchiveId(matcher.group("archive"))) : Optional.empty();
    }

    @Override
    public void remove(GroupId group, UserId user, ArchiveId archive, Set<ObjectKey> kept) {
        Set<String> keys = kept.stream().map(ObjectKey::value).collect(Collectors.toUnmodifiableSet());
        new S3Removal(client, bucket).remove(VolumeStorage.prefix(group, user, archive), keys);
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

    private static CompletedPart completed(UploadedPart part) {
        return CompletedPart.builder()
                .partNumber(part.number())
                .eTag(part.etag().value())
                .build();
    }
}
