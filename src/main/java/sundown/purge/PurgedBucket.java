package sundown.purge;

import java.util.List;
import java.util.stream.Stream;
import sundown.archive.VolumeStorage;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;

/** The buckets that a purge deletes from. */
public enum PurgedBucket {
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
            case ARCHIVE -> List.of(VolumeStorage.LAYOUT);
        };
    }
}
