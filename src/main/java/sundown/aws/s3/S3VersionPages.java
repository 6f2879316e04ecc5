package sundown.aws.s3;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import sundown.aws.AwsFailures;

/** Pages of the versions and uploads of a bucket. The stream requests a page when it reaches it. */
final class S3VersionPages {
    private final S3Client client;

    S3VersionPages(S3Client client) {
        this.client = client;
    }

    /** Pages of versions and delete markers. */
    Stream<ListObjectVersionsResponse> versions(ListObjectVersionsRequest first) {
        return pages(
                versionsPage(first),
                page -> page.filter(ListObjectVersionsResponse::isTruncated)
                        .map(truncated -> versionsPage(first.toBuilder()
                                .keyMarker(truncated.nextKeyMarker())
                                .versionIdMarker(truncated.nextVersionIdMarker())
                                .build())));
    }

    /** Pages of unfinished uploads. */
    Stream<ListMultipartUploadsResponse> uploads(ListMultipartUploadsRequest first) {
        return pages(
                uploadsPage(first),
                page -> page.filter(ListMultipartUploadsResponse::isTruncated)
                        .map(truncated -> uploadsPage(first.toBuilder()
                                .keyMarker(truncated.nextKeyMarker())
                                .uploadIdMarker(truncated.nextUploadIdMarker())
                                .build())));
    }

    private ListObjectVersionsResponse versionsPage(ListObjectVersionsRequest request) {
        return AwsFailures.sorting(() -> client.listObjectVersions(request));
    }

    private ListMultipartUploadsResponse uploadsPage(ListMultipartUploadsRequest request) {
        return AwsFailures.sorting(() -> client.listMultipartUploads(request));
    }

    /** Requests page after page, each when the stream reaches it. */
    static <P> Stream<P> pages(P first, UnaryOperator<Optional<P>> next) {
        return Stream.iterate(Optional.of(first), Optional::isPresent, next).map(Optional::orElseThrow);
    }
}
