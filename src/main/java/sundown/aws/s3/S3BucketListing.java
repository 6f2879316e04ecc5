package sundown.aws.s3;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
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
import sundown.gallery.BucketLayout;
import sundown.gallery.ETag;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.VersionId;
import sundown.purge.BucketListing;
import sundown.purge.PurgedBucket;

/**
 * Versions, delete markers and unfinished uploads in S3, 1,000 on a page. Needs {@code s3:ListBucketVersions} and
 * {@code s3:ListBucketMultipartUploads}.
 */
@Singleton
public final class S3BucketListing implements BucketListing {
    /** A folder ends with it. */
    private static final String DELIMITER = "/";

    /** The first character after the delimiter: {@code 1/u0} comes after everything in {@code 1/u/}. */
    private static final String PAST_DELIMITER = "0";

    /** How many keys are listed at the same time: S3 answers within some 20 ms. */
    private static final int AT_ONCE = 16;

    private final S3Buckets buckets;
    private final S3VersionPages pages;

    public S3BucketListing(S3Client client, S3Buckets buckets) {
        this.buckets = buckets;
        this.pages = new S3VersionPages(client);
    }

    @Override
    public Stream<BucketEntry> entries(PurgedBucket bucket, String prefix) {
        Listed listed = listed(bucket, prefix);
        return Stream.<Supplier<Stream<BucketEntry>>>of(listed::versions, listed::uploads)
                .flatMap(Supplier::get);
    }

    @Override
    public Stream<BucketEntry> entries(PurgedBucket bucket, Collection<ObjectKey> keys) {
        return keys.stream()
                .distinct()
                .sorted(Comparator.comparing(ObjectKey::value, ORDER))
                .gather(Gatherers.mapConcurrent(AT_ONCE, key -> of(bucket, key)))
                .flatMap(List::stream);
    }

    /** A key comes before all others that begin with it. */
    private List<BucketEntry> of(PurgedBucket bucket, ObjectKey key) {
        Listed listed = listed(bucket, key.value());
        return Stream.of(listed.versions(), listed.uploads())
                .flatMap(entries -> entries.takeWhile(entry -> entry.key().equals(key)))
                .toList();
    }

    /** A user who has only unfinished uploads is in one listing and not in the other. */
    @Override
    public List<String> folders(PurgedBucket bucket, String prefix, Optional<String> after, int limit) {
        Listed listed = listed(bucket, prefix);
        return Stream.of(listed.keysOfVersions(after), listed.keysOfUploads(after))
                .flatMap(keys -> folders(keys.map(key -> BucketLayout.folder(listed.place.key(), key)), after, limit))
                .distinct()
                .sorted(ORDER)
                .limit(limit)
                .toList();
    }

    /** An emulator may list all keys where S3 lists only the folder, and may begin before the marker. */
    private static Stream<String> folders(Stream<String> folders, Optional<String> after, int limit) {
        return folders.filter(folder -> after.isEmpty() || ORDER.compare(folder, after.get()) > 0)
                .distinct()
                .limit(limit);
    }

    private Listed listed(PurgedBucket bucket, String prefix) {
        return new Listed(bucket, buckets.place(bucket, prefix, GalleryRoles.Right.LIST));
    }

    /** What lies under a prefix of a bucket. */
    private final class Listed {
        private final PurgedBucket bucket;
        private final GalleryRoles.Place place;

        private Listed(PurgedBucket bucket, GalleryRoles.Place place) {
            this.bucket = bucket;
            this.place = place;
        }

        Stream<BucketEntry> versions() {
            return EntryOrder.inOrder(pages.versions(requestOfVersions()).map(this::page));
        }

        Stream<BucketEntry> uploads() {
            return EntryOrder.inOrder(pages.uploads(requestOfUploads()).map(this::page));
        }

        Stream<String> keysOfVersions(Optional<String> after) {
            return pages.versions(requestOfVersions().delimiter(DELIMITER).keyMarker(marker(after)))
                    .flatMap(page -> sorted(Stream.of(
                            page.commonPrefixes().stream().map(CommonPrefix::prefix),
                            page.versions().stream().map(ObjectVersion::key),
                            page.deleteMarkers().stream().map(DeleteMarkerEntry::key))));
        }

        Stream<String> keysOfUploads(Optional<String> after) {
            return pages.uploads(requestOfUploads().delimiter(DELIMITER).keyMarker(marker(after)))
                    .flatMap(page -> sorted(Stream.of(
                            page.commonPrefixes().stream().map(CommonPrefix::prefix),
                            page.uploads().stream().map(MultipartUpload::key))));
        }

        private String marker(Optional<String> after) {
            return after.map(last -> place.key() + past(last)).orElse(null);
        }

        private ListObjectVersionsRequest.Builder requestOfVersions() {
            return ListObjectVersionsRequest.builder()
                    .bucket(place.bucket())
                    .prefix(place.key())
                    .overrideConfiguration(place.caller());
        }

        private ListMultipartUploadsRequest.Builder requestOfUploads() {
            return ListMultipartUploadsRequest.builder()
                    .bucket(place.bucket())
                    .prefix(place.key())
                    .overrideConfiguration(place.caller());
        }

        private Stream<BucketEntry> page(ListObjectVersionsResponse page) {
            return Stream.concat(
                    page.versions().stream().map(this::entry),
                    page.deleteMarkers().stream().map(this::entry));
        }

        private Stream<BucketEntry> page(ListMultipartUploadsResponse page) {
            return page.uploads().stream()
                    .map(upload ->
                            BucketEntry.upload(bucket, place.of(upload.key()), new VersionId(upload.uploadId())));
        }

        private BucketEntry entry(ObjectVersion version) {
            return BucketEntry.version(
                    bucket,
                    place.of(version.key()),
                    new VersionId(version.versionId()),
                    version.size(),
                    new ETag(version.eTag()));
        }

        private BucketEntry entry(DeleteMarkerEntry marker) {
            return BucketEntry.marker(bucket, place.of(marker.key()), new VersionId(marker.versionId()));
        }
    }

    private static Stream<String> sorted(Stream<Stream<String>> keys) {
        return keys.flatMap(Function.identity()).sorted(ORDER);
    }

    private static String past(String folder) {
        return folder.endsWith(DELIMITER) ? folder.substring(0, folder.length() - 1) + PAST_DELIMITER : folder;
    }
}
