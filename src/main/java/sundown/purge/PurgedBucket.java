package sundown.purge;

import java.util.stream.Stream;
import sundown.archive.ArchiveKeys;
import sundown.gallery.GalleryLayout;

/** The buckets from which a closed group's objects are deleted. */
public enum PurgedBucket {
    /** The photos and videos. */
    GALLERY,
    /** The volumes of archives, their plans, and what was written for their owners. */
    ARCHIVE;

    /** One bucket of S3: of a gallery, there may be several. */
    public record Part(PurgedBucket bucket, GalleryLayout layout) {}

    /** Each bucket of S3, those of the gallery first. */
    public static Stream<Part> parts(GalleryLayout gallery) {
        return Stream.of(values())
                .flatMap(bucket -> bucket.layout(gallery).parts().stream().map(part -> new Part(bucket, part)));
    }

    /** The layout of its objects; Sundown itself chooses that of archives. */
    public GalleryLayout layout(GalleryLayout gallery) {
        return switch (this) {
            case GALLERY -> gallery;
            case ARCHIVE -> ArchiveKeys.LAYOUT;
        };
    }
}
