package sundown.purge;

import java.util.stream.Stream;
import sundown.archive.VolumeStorage;
import sundown.gallery.GalleryLayout;

/** The buckets that a purge deletes from. */
public enum PurgedBucket {
    /** The photos and videos. */
    GALLERY,
    /** The volumes of archives, and their plans. */
    ARCHIVE;

    /** One bucket of S3. A gallery may have several. */
    public record Part(PurgedBucket bucket, GalleryLayout layout) {}

    /** Every bucket of S3, the gallery's buckets first. */
    public static Stream<Part> parts(GalleryLayout gallery) {
        return Stream.of(values())
                .flatMap(bucket -> bucket.layout(gallery).parts().stream().map(part -> new Part(bucket, part)));
    }

    /** The layout of the bucket's objects. Sundown itself chooses the layout of archives. */
    public GalleryLayout layout(GalleryLayout gallery) {
        return switch (this) {
            case GALLERY -> gallery;
            case ARCHIVE -> VolumeStorage.LAYOUT;
        };
    }
}
