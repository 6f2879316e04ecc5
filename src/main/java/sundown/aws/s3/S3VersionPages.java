package sundown.aws.s3;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
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
 */
final class S3VersionPages {
    private final S3Client client;

    S3VersionPages(S3Client client) {
        this.client = client;
    }

    /** Pages of versions and delete markers. */
    Stream<ListObjectVersionsResponse> versions(ListObjectVersionsRequest first) {
        return pages(
                versionsPage(first),
                page -> page.filter(from -> truncated(from.isTruncated(), from.nextKeyMarker()))
                        .map(from -> versionsPage(first.toBuilder()
                                .keyMarker(from.nextKeyMarker())
                                .versionIdMarker(from.nextVersionIdMarker())
                                .build())));
    }

    /** Pages of unfinished uploads. */
    Stream<ListMultipartUploadsResponse> uploads(ListMultipartUploadsRequest first) {
        return pages(
                uploadsPage(first),
                page -> page.filter(from -> truncated(from.isTruncated(), from.nextKeyMarker()))
                        .map(from -> uploadsPage(first.toBuilder()
                                .keyMarker(from.nextKeyMarker())
                                .uploadIdMarker(from.nextUploadIdMarker())
                                .build())));
    }

    private ListObjectVersionsResponse versionsPage(ListObjectVersionsRequest request) {
        ListObjectVersionsResponse page = AwsFailures.sorting(() -> client.listObjectVersions(request));
        requirePrefix(request.prefix(), page.versions().stream().map(ObjectVersion::key));
        requirePrefix(request.prefix(), page.deleteMarkers().stream().map(DeleteMarkerEntry::key));
        requirePrefix(request.prefix(), page.commonPrefixes().stream().map(CommonPrefix::prefix));
        if (truncated(page.isTruncated(), page.nextKeyMarker())) {
            requireProgress(
                    marker(request.keyMarker(), request.versionIdMarker()),
                    marker(page.nextKeyMarker(), page.nextVersionIdMarker()));
        }
        return page;
    }

    private ListMultipartUploadsResponse uploadsPage(ListMultipartUploadsRequest request) {
        ListMultipartUploadsResponse page = AwsFailures.sorting(() -> client.listMultipartUploads(request));
        requirePrefix(request.prefix(), page.uploads().stream().map(MultipartUpload::key));
        requirePrefix(request.prefix(), page.commonPrefixes().stream().map(CommonPrefix::prefix));
        if (truncated(page.isTruncated(), page.nextKeyMarker())) {
            requireProgress(
                    marker(request.keyMarker(), request.uploadIdMarker()),
                    marker(page.nextKeyMarker(), page.nextUploadIdMarker()));
        }
        return page;
    }

    /** S3 always says whether a page is the last. Where a server does not, its next marker tells. */
    private static boolean truncated(Boolean truncated, String nextKeyMarker) {
        return truncated == null ? nextKeyMarker != null : truncated;
    }

    private static List<Optional<String>> marker(String key, String version) {
        return List.of(Optional.ofNullable(key), Optional.ofNullable(version));
    }

    /** Requires that all keys of a page are under the prefix that was asked for. */
    static void requirePrefix(String prefix, Stream<String> keys) {
        if (!keys.allMatch(key -> key.startsWith(prefix))) {
            throw new PermanentFailure("S3 lists a key that is not under the prefix that was asked for");
        }
    }

    /** Requires that the next page is another one: otherwise the listing would never end. */
    static void requireProgress(Object marker, Object next) {
        if (Objects.equals(marker, next)) {
            throw new PermanentFailure("S3 gives the same page of a listing again");
        }
    }

    /** Requests page after page, each when the stream reaches it. */
    static <P> Stream<P> pages(P first, UnaryOperator<Optional<P>> next) {
        return Stream.iterate(Optional.of(first), Optional::isPresent, next).map(Optional::orElseThrow);
    }
}
