package sundown.aws.s3;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;
import sundown.aws.AwsFailures;
import sundown.failure.PermanentFailure;

/**
 * Lists of a bucket's content, 1,000 keys on a page. The stream requests a page when it reaches it, so reading the
 * stream may fail with a sorted failure.
 *
 * <p>Everything that a listing names is deleted, or counted as everything there is. So a listing is not trusted: a
 * server that ignores the prefix or the marker of a request, or does not say whether a page is the last, ends it with a
 * {@link PermanentFailure}.
 *
 * <p>S3 answers in XML 1.0, which has no form for some characters of keys. So all listings ask for keys in the form of
 * URLs, which the SDK reads.
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
        return pages(
                request.build(),
                this::load,
                page -> following(
                        page.isTruncated(),
                        () -> request.continuationToken(page.nextContinuationToken())
                                .build()));
    }

    private ListObjectsV2Response load(ListObjectsV2Request request) {
        ListObjectsV2Response page = AwsFailures.sorting(() -> client.listObjectsV2(request));
        requirePrefix(request.prefix(), page.contents().stream().map(S3Object::key));
        requirePrefix(request.prefix(), page.commonPrefixes().stream().map(CommonPrefix::prefix));
        return page;
    }

    /**
     * The unfinished uploads, by key.
     *
     * @param prefix not empty
     */
    Stream<MultipartUpload> uploads(String prefix) {
        return uploads(required(prefix), request -> {}).flatMap(page -> page.uploads().stream());
    }

    /** Pages of unfinished uploads. */
    Stream<ListMultipartUploadsResponse> uploads(String prefix, Consumer<ListMultipartUploadsRequest.Builder> further) {
        ListMultipartUploadsRequest.Builder request = ListMultipartUploadsRequest.builder()
                .bucket(bucket)
                .prefix(prefix)
                .encodingType(EncodingType.URL)
                .overrideConfiguration(caller);
        further.accept(request);
        return pages(
                request.build(),
                this::load,
                page -> following(
                        page.isTruncated(),
                        () -> request.keyMarker(page.nextKeyMarker())
                                .uploadIdMarker(page.nextUploadIdMarker())
                                .build()));
    }

    private ListMultipartUploadsResponse load(ListMultipartUploadsRequest request) {
        ListMultipartUploadsResponse page = AwsFailures.sorting(() -> client.listMultipartUploads(request));
        requirePrefix(request.prefix(), page.uploads().stream().map(MultipartUpload::key));
        requirePrefix(request.prefix(), page.commonPrefixes().stream().map(CommonPrefix::prefix));
        return page;
    }

    /** Pages of versions and delete markers. */
    Stream<ListObjectVersionsResponse> versions(String prefix, Consumer<ListObjectVersionsRequest.Builder> further) {
        ListObjectVersionsRequest.Builder request = ListObjectVersionsRequest.builder()
                .bucket(bucket)
                .prefix(prefix)
                .encodingType(EncodingType.URL)
                .overrideConfiguration(caller);
        further.accept(request);
        return pages(
                request.build(),
                this::load,
                page -> following(
                        page.isTruncated(),
                        () -> request.keyMarker(page.nextKeyMarker())
                                .versionIdMarker(page.nextVersionIdMarker())
                                .build()));
    }

    private ListObjectVersionsResponse load(ListObjectVersionsRequest request) {
        ListObjectVersionsResponse page = AwsFailures.sorting(() -> client.listObjectVersions(request));
        requirePrefix(request.prefix(), page.versions().stream().map(ObjectVersion::key));
        requirePrefix(request.prefix(), page.deleteMarkers().stream().map(DeleteMarkerEntry::key));
        requirePrefix(request.prefix(), page.commonPrefixes().stream().map(CommonPrefix::prefix));
        return page;
    }

    /** An empty prefix would list, or remove, the whole bucket. */
    private static String required(String prefix) {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("a listing has a prefix");
        }
        return prefix;
    }

    private static void requirePrefix(String prefix, Stream<String> keys) {
        if (!keys.allMatch(key -> key.startsWith(prefix))) {
            throw new PermanentFailure("S3 lists a key that is not under the prefix that was asked for");
        }
    }

    private static <R> Optional<R> following(Boolean truncated, Supplier<R> next) {
        if (truncated == null) {
            throw new PermanentFailure("S3 does not say whether a page of a listing is the last");
        }
        return truncated ? Optional.of(next.get()) : Optional.empty();
    }

    /**
     * Requests page after page, each when the stream reaches it.
     *
     * @param next the request for the page after this one; empty after the last
     */
    private static <R, P> Stream<P> pages(R first, Function<R, P> load, Function<P, Optional<R>> next) {
        UnaryOperator<Optional<Page<R, P>>> following =
                page -> page.flatMap(Page::next).map(request -> page(request, load, next));
        return Stream.iterate(Optional.of(page(first, load, next)), Optional::isPresent, following)
                .map(page -> page.orElseThrow().answer());
    }

    private record Page<R, P>(P answer, Optional<R> next) {}

    /** The same request again would give the same page, and the listing would never end. */
    private static <R, P> Page<R, P> page(R request, Function<R, P> load, Function<P, Optional<R>> next) {
        P answer = load.apply(request);
        Optional<R> following = next.apply(answer);
        if (following.filter(request::equals).isPresent()) {
            throw new PermanentFailure("S3 gives the same page of a listing again");
        }
        return new Page<>(answer, following);
    }
}
