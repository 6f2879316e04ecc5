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
 * What a bucket holds under a prefix, a thousand a page. A page is asked for when the stream comes to it, so that
 * whoever reads the stream meets its failure, sorted.
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
     * What comes next after a prefix, up to the next slash, where there is one; by name.
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

    /** Nobody wants a whole bucket; least of all to remove it. */
    private static String required(String prefix) {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("a listing has a prefix");
        }
        return prefix;
    }
}
