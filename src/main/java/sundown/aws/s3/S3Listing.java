package sundown.aws.s3;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
import sundown.gallery.ObjectKey;

/**
 * Lists of a bucket's content, 1,000 keys on a page. The stream requests a page when it reaches it, so reading the
 * stream may fail with a sorted failure.
 *
 * <p>Everything that a listing names is deleted, or counted as everything there is. So a listing is not trusted: a
 * server that ignores the prefix, the delimiter, or the marker of a request, or does not say whether a page is the
 * last, ends it with a {@link PermanentFailure}.
 *
 * <p>S3 answers in XML 1.0, which has no form for some characters of keys. So all listings ask for keys in the form of
 * URLs, which the SDK reads.
 */
final class S3Listing {
    private static final String DELIMITER = "/";

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
     * A part of a bucket.
     *
     * @param prefix the begin of all keys, not empty
     * @param delimiter empty for all keys; with it, only the keys and the folders directly under the prefix
     * @param after the keys and folders that are listed come after it
     */
    record Range(String prefix, Optional<String> delimiter, Optional<String> after) {
        /** An empty prefix would list, or remove, the whole bucket. */
        Range {
            if (prefix.isEmpty()) {
                throw new IllegalArgumentException("a listing has a prefix");
            }
        }

        static Range all(String prefix) {
            return new Range(prefix, Optional.empty(), Optional.empty());
        }

        static Range folders(String prefix, Optional<String> after) {
            return new Range(prefix, Optional.of(DELIMITER), after);
        }

        /** The name of a folder or key directly under the prefix. */
        String name(String key) {
            return key.substring(prefix.length());
        }

        private void require(String key) {
            if (!key.startsWith(prefix)) {
                throw new PermanentFailure("S3 lists a key that is not under the prefix that was asked for");
            }
            int end = key.indexOf(DELIMITER, prefix.length());
            if (delimiter.isPresent() && end >= 0 && end < key.length() - 1) {
                throw new PermanentFailure("S3 lists a key that is in a folder, although folders were asked for");
            }
            if (after.isPresent() && ObjectKey.ORDER.compare(key, after.get()) <= 0) {
                throw new PermanentFailure("S3 lists a key that does not come after the marker that was asked for");
            }
        }
    }

    /** The objects, in the order of their keys. */
    Stream<S3Object> objects(String prefix) {
        return objects(Range.all(prefix));
    }

    /** The objects whose keys come after a key, in their order. */
    Stream<S3Object> objects(String prefix, String after) {
        return objects(new Range(prefix, Optional.empty(), Optional.of(after)));
    }

    /** The folders directly under a prefix. */
    Stream<CommonPrefix> folders(String prefix) {
        return objectPages(Range.folders(prefix, Optional.empty()))
                .flatMap(page -> page.answer().commonPrefixes().stream());
    }

    private Stream<S3Object> objects(Range range) {
        return objectPages(range).flatMap(page -> page.answer().contents().stream());
    }

    private Stream<Page<ListObjectsV2Request, ListObjectsV2Response>> objectPages(Range range) {
        ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(range.prefix())
                .delimiter(range.delimiter().orElse(null))
                .startAfter(range.after().orElse(null))
                .encodingType(EncodingType.URL)
                .overrideConfiguration(caller);
        return pages(range, request.build(), asked -> {
            ListObjectsV2Response page = client.listObjectsV2(asked);
            return new Page<>(
                    page,
                    keys(page.commonPrefixes(), page.contents().stream().map(S3Object::key)),
                    page.isTruncated(),
                    request.continuationToken(page.nextContinuationToken()).build());
        });
    }

    /** The unfinished uploads, by key. */
    Stream<MultipartUpload> uploads(String prefix) {
        return uploadPages(Range.all(prefix)).flatMap(page -> page.answer().uploads().stream());
    }

    /** The keys of unfinished uploads, and folders, in their order; a key may be there more than once. */
    Stream<String> keysOfUploads(Range range) {
        return uploadPages(range).flatMap(page -> page.keys().stream());
    }

    private Stream<Page<ListMultipartUploadsRequest, ListMultipartUploadsResponse>> uploadPages(Range range) {
        ListMultipartUploadsRequest.Builder request = ListMultipartUploadsRequest.builder()
                .bucket(bucket)
                .prefix(range.prefix())
                .delimiter(range.delimiter().orElse(null))
                .keyMarker(range.after().orElse(null))
                .encodingType(EncodingType.URL)
                .overrideConfiguration(caller);
        return pages(range, request.build(), asked -> {
            ListMultipartUploadsResponse page = client.listMultipartUploads(asked);
            return new Page<>(
                    page,
                    keys(page.commonPrefixes(), page.uploads().stream().map(MultipartUpload::key)),
                    page.isTruncated(),
                    request.keyMarker(page.nextKeyMarker())
                            .uploadIdMarker(page.nextUploadIdMarker())
                            .build());
        });
    }

    /** Pages of versions and delete markers. */
    Stream<ListObjectVersionsResponse> versions(String prefix) {
        return versionPages(Range.all(prefix)).map(Page::answer);
    }

    /** The keys of versions and delete markers, and folders, in their order; a key may be there more than once. */
    Stream<String> keysOfVersions(Range range) {
        return versionPages(range).flatMap(page -> page.keys().stream());
    }

    private Stream<Page<ListObjectVersionsRequest, ListObjectVersionsResponse>> versionPages(Range range) {
        ListObjectVersionsRequest.Builder request = ListObjectVersionsRequest.builder()
                .bucket(bucket)
                .prefix(range.prefix())
                .delimiter(range.delimiter().orElse(null))
                .keyMarker(range.after().orElse(null))
                .encodingType(EncodingType.URL)
                .overrideConfiguration(caller);
        return pages(range, request.build(), asked -> {
            ListObjectVersionsResponse page = client.listObjectVersions(asked);
            return new Page<>(
                    page,
                    keys(
                            page.commonPrefixes(),
                            Stream.concat(
                                    page.versions().stream().map(ObjectVersion::key),
                                    page.deleteMarkers().stream().map(DeleteMarkerEntry::key))),
                    page.isTruncated(),
                    request.keyMarker(page.nextKeyMarker())
                            .versionIdMarker(page.nextVersionIdMarker())
                            .build());
        });
    }

    private static List<String> keys(List<CommonPrefix> folders, Stream<String> keys) {
        return Stream.concat(folders.stream().map(CommonPrefix::prefix), keys)
                .sorted(ObjectKey.ORDER)
                .toList();
    }

    /**
     * A page of a listing.
     *
     * @param keys the keys and folders in it, in their order
     * @param truncated null if the server does not say it
     * @param next the request for the page after it, if it is truncated
     */
    private record Page<R, P>(P answer, List<String> keys, Boolean truncated, R next) {
        /** A page is refused if its next request is the request that gave it: the listing would never end. */
        Page<R, P> required(Range range, R request) {
            keys.forEach(range::require);
            if (truncated == null) {
                throw new PermanentFailure("S3 does not say whether a page of a listing is the last");
            }
            if (truncated && next.equals(request)) {
                throw new PermanentFailure("S3 gives the same page of a listing again");
            }
            return this;
        }
    }

    /** Requests page after page, each when the stream reaches it. */
    private static <R, P> Stream<Page<R, P>> pages(Range range, R first, Function<R, Page<R, P>> call) {
        Function<R, Page<R, P>> load =
                request -> AwsFailures.sorting(() -> call.apply(request)).required(range, request);
        return Stream.iterate(
                        Optional.of(load.apply(first)),
                        Optional::isPresent,
                        page -> page.filter(Page::truncated).map(Page::next).map(load))
                .map(Optional::orElseThrow);
    }
}
