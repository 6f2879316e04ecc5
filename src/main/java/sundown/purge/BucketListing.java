package sundown.purge;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;

/** Lists the buckets. Every listing sees all writes before it. */
public interface BucketListing {
    /**
     * Every entry under a prefix: versions and delete markers in the order of their keys, and below one key by version
     * id; then uploads in the same order. The stream reads a page at a time, and throws the failures of each read.
     *
     * @param prefix not empty
     */
    Stream<BucketEntry> entries(PurgedBucket bucket, String prefix);

    /**
     * Every entry under these keys of a bucket, and under no other key, each once. Each key takes two calls, many of
     * them at the same time.
     */
    Stream<BucketEntry> entries(PurgedBucket bucket, Collection<ObjectKey> keys);

    /**
     * The {@linkplain sundown.gallery.BucketLayout#folder(String, String) folders} under a prefix: one for all keys of
     * a user, or the rest of a key that has no user. Each once, in the order of the keys; a page at a time.
     *
     * @param prefix of the keys of a group, not empty
     * @param after the last folder of the page before
     * @param limit 1 to 1,000
     */
    List<String> folders(PurgedBucket bucket, String prefix, Optional<String> after, int limit);

    /** The buckets that a purge deletes from. */
    enum PurgedBucket {
        /** The photos and videos. */
        GALLERY,
        /** The volumes of archives, and their plans. */
        ARCHIVE;

        /** One bucket of S3. A gallery may have several. */
        public record Part(PurgedBucket bucket, BucketLayout layout) {}

        /** Every bucket of S3, the gallery's buckets first. */
        public static Stream<Part> parts(GalleryLayout gallery) {
            return Stream.of(values())
                    .flatMap(bucket -> bucket.layouts(gallery).stream().map(part -> new Part(bucket, part)));
        }

        /** The layouts of the bucket's objects. Sundown itself chooses the layout of archives. */
        public List<BucketLayout> layouts(GalleryLayout gallery) {
            return switch (this) {
                case GALLERY -> gallery.parts();
                case ARCHIVE -> List.of(BucketLayout.ARCHIVES);
            };
        }
    }
}
