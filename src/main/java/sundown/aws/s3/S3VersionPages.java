package sundown.aws.s3;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import sundown.aws.AwsFailures;
import sundown.failure.PermanentFailure;

/**
 * Pages of the versions and uploads of a bucket. The stream requests a page when it reaches it.
 *
 * <p>What a listing names is deleted or counted as everything there is, so it is not trusted: a server that ignores the
 * prefix or the marker of a request ends it with a {@link PermanentFailure}.
 *
 * <p>S3 answers in XML 1.0, which has no form for some characters of keys. So all listings ask for keys in the form of
 * URLs, which the SDK reads.
 */
final class S3VersionPages {
    private final S3Client client;

    S3VersionPages(S3Client client) {
        this.client = client;
    }

    /** Pages of versions and delete markers. */
    Stream<ListObjectVersionsResponse> versions(ListObjectVersionsRequest.Builder request) {
        ListObjectVersionsRequest first = request.encodingType(EncodingType.URL).build();
        return pages(
                first,
                this::versionsPage,
                page -> whereTruncated(
                        page.isTruncated(),
                        page.nextKeyMarker(),
                        () -> first.toBuilder()
                                .keyMarker(page.nextKeyMarker())
                                .versionIdMarker(page.nextVersionIdMarker())
                                .build()));
    }

    /** Pages of unfinished uploads. */
    Stream<ListMultipartUploadsResponse> uploads(ListMultipartUploadsRequest.Builder request) {
        ListMultipartUploadsRequest first =
                request.encodingType(EncodingType.URL).build();
        return pages(
                first,
                this::uploadsPage,
                page -> whereTruncated(
                        page.isTruncated(),
                        page.nextKeyMarker(),
                        () -> first.toBuilder()
                                .keyMarker(page.nextKeyMarker())
                                .uploadIdMarker(page.nextUploadIdMarker())
                                .build()));
    }

    private ListObjectVersionsResponse versionsPage(ListObjectVersionsRequest request) {
        ListObjectVersionsResponse page = AwsFailures.sorting(() -> client.listObjectVersions(request));
        requirePrefix(request.prefix(), page.versions().stream().map(ObjectVersion::key));
        requirePrefix(request.prefix(), page.deleteMarkers().stream().map(DeleteMarkerEntry::key));
        requirePrefix(request.prefix(), page.commonPrefixes().stream().map(CommonPrefix::prefix));
        return page;
    }

    private ListMultipartUploadsResponse uploadsPage(ListMultipartUploadsRequest request) {
        ListMultipartUploadsResponse page = AwsFailures.sorting(() -> client.listMultipartUploads(request));
        requirePrefix(request.prefix(), page.uploads().stream().map(MultipartUpload::key));
        requirePrefix(request.prefix(), page.commonPrefixes().stream().map(CommonPrefix::prefix));
        return page;
    }

    /** S3 always says whether a page is the last. Where a server does not, its next marker tells. */
    private static <R> Optional<R> whereTruncated(Boolean truncated, String nextKeyMarker, Supplier<R> next) {
        boolean more = truncated == null ? nextKeyMarker != null : truncated;
        return more ? Optional.of(next.get()) : Optional.empty();
    }

    /** Requires that all keys of a page are under the prefix that was asked for. */
    static void requirePrefix(String prefix, Stream<String> keys) {
        if (!keys.allMatch(key -> key.startsWith(prefix))) {
            throw new PermanentFailure("S3 lists a key that is not under the prefix that was asked for");
        }
    }

    /**
     * Requests page after page, each when the stream reaches it.
     *
     * @param next the request for the page after this one; nothing after the last
     */
    static <R, P> Stream<P> pages(R first, Function<R, P> load, Function<P, Optional<R>> next) {
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
