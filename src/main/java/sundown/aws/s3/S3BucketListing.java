package sundown.aws.s3;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Gatherer;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import sundown.aws.s3.S3Listing.Range;
import sundown.gallery.GalleryObjects.ETag;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.VersionId;
import sundown.purge.BucketListing;

/**
 * Versions, delete markers and unfinished uploads in S3, 1,000 on a page. Needs {@code s3:ListBucketVersions} and
 * {@code s3:ListBucketMultipartUploads}.
 */
@Singleton
public record S3BucketListing(S3Client client, S3Buckets buckets) implements BucketListing {
    /** A folder ends with it. */
    private static final String DELIMITER = "/";

    /** The first character after the delimiter: {@code 1/u0} comes after everything in {@code 1/u/}. */
    private static final String PAST_DELIMITER = "0";

    /** How many keys are listed at the same time: S3 answers within some 20 ms. */
    private static final int CONCURRENT_CALLS = 16;

    private static final Comparator<BucketEntry> BY_KEY =
            Comparator.comparing(entry -> entry.key().value(), ObjectKey.ORDER);
    private static final Comparator<BucketEntry> BY_VERSION =
            Comparator.comparing(entry -> entry.version().value());

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
                .sorted(Comparator.comparing(ObjectKey::value, ObjectKey.ORDER))
                .gather(Gatherers.mapConcurrent(CONCURRENT_CALLS, key -> of(bucket, key)))
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
        Range range = Range.folders(listed.place.key(), after.map(last -> listed.place.key() + past(last)));
        return Stream.of(listed.listing.keysOfVersions(range), listed.listing.keysOfUploads(range))
                .flatMap(keys -> keys.distinct().limit(limit))
                .distinct()
                .sorted(ObjectKey.ORDER)
                .limit(limit)
                .map(range::name)
                .toList();
    }

    private Listed listed(PurgedBucket bucket, String prefix) {
        return new Listed(bucket, buckets.place(bucket, prefix, GalleryRoles.Right.LIST));
    }

    /** The entries under a prefix of a bucket. */
    private final class Listed {
        private final PurgedBucket bucket;
        private final GalleryRoles.Place place;
        private final S3Listing listing;

        private Listed(PurgedBucket bucket, GalleryRoles.Place place) {
            this.bucket = bucket;
            this.place = place;
            this.listing = new S3Listing(client, place.bucket(), place.caller());
        }

        Stream<BucketEntry> versions() {
            return inOrder(listing.versions(place.key()).flatMap(this::entries));
        }

        Stream<BucketEntry> uploads() {
            return inOrder(listing.uploads(place.key())
                    .map(upload ->
                            BucketEntry.upload(bucket, place.of(upload.key()), new VersionId(upload.uploadId()))));
        }

        /** S3 lists the versions and the markers of a page separately. */
        private Stream<BucketEntry> entries(ListObjectVersionsResponse page) {
            return Stream.concat(
                            page.versions().stream().map(this::entry),
                            page.deleteMarkers().stream().map(this::entry))
                    .sorted(BY_KEY);
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

    /**
     * Entries that come by key, those of one key by version: an order that does not depend on where pages end. S3 lists
     * those of one key by age.
     */
    private static Stream<BucketEntry> inOrder(Stream<BucketEntry> byKey) {
        return byKey.gather(keys()).flatMap(key -> key.stream().sorted(BY_VERSION));
    }

    /** Groups the entries of a key, also when they continue on the next page. */
    private static Gatherer<BucketEntry, List<BucketEntry>, List<BucketEntry>> keys() {
        return Gatherer.ofSequential(
                ArrayList::new,
                (run, entry, downstream) -> {
                    boolean open = true;
                    if (!run.isEmpty() && !run.getFirst().key().equals(entry.key())) {
                        open = downstream.push(List.copyOf(run));
                        run.clear();
                    }
                    run.add(entry);
                    return open;
                },
                (run, downstream) -> {
                    if (!run.isEmpty()) {
                        downstream.push(List.copyOf(run));
                    }
                });
    }

    private static String past(String folder) {
        return folder.endsWith(DELIMITER) ? folder.substring(0, folder.length() - 1) + PAST_DELIMITER : folder;
    }
}
