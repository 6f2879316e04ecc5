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
import sundown.account.UserId;
import sundown.gallery.ETag;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.purge.plan.BucketEntry;
import sundown.purge.plan.BucketListing;
import sundown.purge.plan.PurgedBucket;
import sundown.purge.plan.VersionId;
import sundown.timeline.GroupId;

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

    /** So many keys are listed at the same time: S3 answers within some 20 ms. */
    private static final int AT_ONCE = 16;

    private final S3Buckets buckets;
    private final GalleryLayout gallery;
    private final S3VersionPages pages;

    public S3BucketListing(S3Client client, S3Buckets buckets, GalleryLayout gallery) {
        this.buckets = buckets;
        this.gallery = gallery;
        this.pages = new S3VersionPages(client);
    }

    @Override
    public Stream<BucketEntry> entries(PurgedBucket bucket, GroupId group, UserId user) {
        String prefix = bucket.layout(gallery).prefix(group, user);
        return Stream.<Supplier<Stream<BucketEntry>>>of(
                        () -> versionsUnder(bucket, prefix), () -> uploadsUnder(bucket, prefix))
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
        return Stream.of(versionsUnder(bucket, key.value()), uploadsUnder(bucket, key.value()))
                .flatMap(entries -> entries.takeWhile(entry -> entry.key().equals(key)))
                .toList();
    }

    private Stream<BucketEntry> versionsUnder(PurgedBucket bucket, String prefix) {
        return EntryOrder.inOrder(
                pages.versions(versions(bucket, prefix).build()).map(page -> page(bucket, page)));
    }

    private Stream<BucketEntry> uploadsUnder(PurgedBucket bucket, String prefix) {
        return EntryOrder.inOrder(pages.uploads(uploads(bucket, prefix).build()).map(page -> page(bucket, page)));
    }

    private ListObjectVersionsRequest.Builder versions(PurgedBucket bucket, String prefix) {
        return ListObjectVersionsRequest.builder().bucket(buckets.name(bucket)).prefix(prefix);
    }

    private ListMultipartUploadsRequest.Builder uploads(PurgedBucket bucket, String prefix) {
        return ListMultipartUploadsRequest.builder()
                .bucket(buckets.name(bucket))
                .prefix(prefix);
    }

    private static Stream<BucketEntry> page(PurgedBucket bucket, ListObjectVersionsResponse page) {
        return Stream.concat(
                page.versions().stream().map(version -> entry(bucket, version)),
                page.deleteMarkers().stream().map(marker -> entry(bucket, marker)));
    }

    private static Stream<BucketEntry> page(PurgedBucket bucket, ListMultipartUploadsResponse page) {
        return page.uploads().stream()
                .map(upload ->
                        BucketEntry.upload(bucket, new ObjectKey(upload.key()), new VersionId(upload.uploadId())));
    }

    private static BucketEntry entry(PurgedBucket bucket, ObjectVersion version) {
        return BucketEntry.version(
                bucket,
                new ObjectKey(version.key()),
                new VersionId(version.versionId()),
                version.size(),
                new ETag(version.eTag()));
    }

    private static BucketEntry entry(PurgedBucket bucket, DeleteMarkerEntry marker) {
        return BucketEntry.marker(bucket, new ObjectKey(marker.key()), new VersionId(marker.versionId()));
    }

    /** A user who has only unfinished uploads is in one listing and not in the other. */
    @Override
    public List<String> folders(PurgedBucket bucket, GroupId group, Optional<String> after, int limit) {
        GalleryLayout layout = bucket.layout(gallery);
        if (!layout.keepsGroupsApart()) {
            return List.of();
        }
        String prefix = layout.prefix(group);
        String marker = after.map(last -> prefix + past(last)).orElse(null);
        Stream<String> ofVersions = pages.versions(versions(bucket, prefix)
                        .delimiter(DELIMITER)
                        .keyMarker(marker)
                        .build())
                .flatMap(S3BucketListing::keys);
        Stream<String> ofUploads = pages.uploads(uploads(bucket, prefix)
                        .delimiter(DELIMITER)
                        .keyMarker(marker)
                        .build())
                .flatMap(S3BucketListing::keys);
        return Stream.of(ofVersions, ofUploads)
                .flatMap(keys -> folders(keys.map(key -> layout.folder(group, key)), after, limit))
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

    private static Stream<String> keys(ListObjectVersionsResponse page) {
        return sorted(Stream.of(
                page.commonPrefixes().stream().map(CommonPrefix::prefix),
                page.versions().stream().map(ObjectVersion::key),
                page.deleteMarkers().stream().map(DeleteMarkerEntry::key)));
    }

    private static Stream<String> keys(ListMultipartUploadsResponse page) {
        return sorted(Stream.of(
                page.commonPrefixes().stream().map(CommonPrefix::prefix),
                page.uploads().stream().map(MultipartUpload::key)));
    }

    private static Stream<String> sorted(Stream<Stream<String>> keys) {
        return keys.flatMap(Function.identity()).sorted(ORDER);
    }

    private static String past(String folder) {
        return folder.endsWith(DELIMITER) ? folder.substring(0, folder.length() - 1) + PAST_DELIMITER : folder;
    }
}
