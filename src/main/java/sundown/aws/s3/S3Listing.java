package sundown.aws.s3;

import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;
import sundown.aws.AwsFailures;

/**
 * The content of a bucket under a prefix, 1,000 keys on a page. The stream requests a page when it reaches it, so
 * reading the stream may fail with a sorted failure.
 */
final class S3Listing {
    private final S3Client client;
    private final String bucket;
    private final AwsRequestOverrideConfiguration caller;

    /** Lists a bucket of the stack. */
    S3Listing(S3Client client, String bucket) {
        this(client, bucket, GalleryRoles.Place.ITSELF);
    }

    S3Listing(S3Client client, String bucket, AwsRequestOverrideConfiguration caller) {
        this.client = client;
        this.bucket = bucket;
        this.caller = caller;
    }

    /**
     * The objects, in the order of their keys.
     *
     * @param prefix not empty
     */
    Stream<S3Object> objects(String prefix) {
        return pages(request(prefix)).flatMap(page -> page.contents().stream());
    }

    /**
     * The objects whose keys come after a key, in their order.
     *
     * @param prefix not empty
     */
    Stream<S3Object> objects(String prefix, String after) {
        return pages(request(prefix).startAfter(after)).flatMap(page -> page.contents().stream());
    }

    /**
     * The names of the folders directly under a prefix.
     *
     * @param prefix not empty
     */
    Stream<CommonPrefix> folders(String prefix) {
        return pages(request(prefix).delimiter("/")).flatMap(page -> page.commonPrefixes().stream());
    }

    private ListObjectsV2Request.Builder request(String prefix) {
        return ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(required(prefix))
                .encodingType(EncodingType.URL)
                .overrideConfiguration(caller);
    }

    private Stream<ListObjectsV2Response> pages(ListObjectsV2Request.Builder request) {
        return S3VersionPages.pages(
                request.build(),
                this::load,
                page -> Optional.ofNullable(page.nextContinuationToken())
                        .map(token -> request.continuationToken(token).build()));
    }

    private ListObjectsV2Response load(ListObjectsV2Request request) {
        ListObjectsV2Response page = AwsFailures.sorting(() -> client.listObjectsV2(request));
        S3VersionPages.requirePrefix(request.prefix(), page.contents().stream().map(S3Object::key));
        S3VersionPages.requirePrefix(
                request.prefix(), page.commonPrefixes().stream().map(CommonPrefix::prefix));
        return page;
    }

    /**
     * The unfinished uploads, by key.
     *
     * @param prefix not empty
     */
    Stream<MultipartUpload> uploads(String prefix) {
        ListMultipartUploadsRequest.Builder request = ListMultipartUploadsRequest.builder()
                .bucket(bucket)
                .prefix(required(prefix))
                .overrideConfiguration(caller);
        return new S3VersionPages(client).uploads(request).flatMap(page -> page.uploads().stream());
    }

    /** An empty prefix would list, or remove, the whole bucket. */
    private static String required(String prefix) {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("a listing has a prefix");
        }
        return prefix;
    }
}
