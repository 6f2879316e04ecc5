package sundown.aws.s3;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
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

    /** Lists a bucket. */
    S3Listing(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /**
     * The objects, in the order of their keys.
     *
     * @param prefix not empty
     */
    Stream<S3Object> objects(String prefix) {
        ListObjectsV2Request first = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(required(prefix))
                .build();
        return pages(load(first), page -> after(first, page)).flatMap(page -> page.contents().stream());
    }

    /**
     * The names of the folders directly under a prefix.
     *
     * @param prefix not empty
     */
    Stream<CommonPrefix> folders(String prefix) {
        ListObjectsV2Request first = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(required(prefix))
                .delimiter("/")
                .build();
        return pages(load(first), page -> after(first, page)).flatMap(page -> page.commonPrefixes().stream());
    }

    /**
     * The unfinished uploads, by key.
     *
     * @param prefix not empty
     */
    Stream<MultipartUpload> uploads(String prefix) {
        ListMultipartUploadsRequest first = ListMultipartUploadsRequest.builder()
                .bucket(bucket)
                .prefix(required(prefix))
                .build();
        return pages(load(first), page -> after(first, page)).flatMap(page -> page.uploads().stream());
    }

    private Optional<ListObjectsV2Response> after(ListObjectsV2Request first, ListObjectsV2Response page) {
        return Optional.ofNullable(page.nextContinuationToken())
                .map(token -> load(first.toBuilder().continuationToken(token).build()));
    }

    private Optional<ListMultipartUploadsResponse> after(
            ListMultipartUploadsRequest first, ListMultipartUploadsResponse page) {
        return Optional.of(page)
                .filter(ListMultipartUploadsResponse::isTruncated)
                .map(truncated -> load(first.toBuilder()
                        .keyMarker(truncated.nextKeyMarker())
                        .uploadIdMarker(truncated.nextUploadIdMarker())
                        .build()));
    }

    private ListObjectsV2Response load(ListObjectsV2Request request) {
        return AwsFailures.sorting(() -> client.listObjectsV2(request));
    }

    private ListMultipartUploadsResponse load(ListMultipartUploadsRequest request) {
        return AwsFailures.sorting(() -> client.listMultipartUploads(request));
    }

    private static <P> Stream<P> pages(P first, Function<P, Optional<P>> next) {
        return Stream.iterate(Optional.of(first), Optional::isPresent, page -> page.flatMap(next))
                .map(Optional::orElseThrow);
    }

    /** An empty prefix would list, or remove, the whole bucket. */
    private static String required(String prefix) {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("a listing has a prefix");
        }
        return prefix;
    }
}
