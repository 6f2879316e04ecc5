package sundown.local.demo.gallery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A gallery of photos alone, no two alike. */
public record PhotoGallery(List<GalleryItem> items) implements Gallery {
    private static final Instant FIRST_DAY = Instant.parse("2016-01-01T08:00:00Z");
    private static final Duration BETWEEN = Duration.ofMinutes(97);

    public PhotoGallery {
        items = List.copyOf(items);
    }

    /** A gallery of this many photos. */
    public static PhotoGallery of(int photos) {
        return new PhotoGallery(
                IntStream.range(0, photos).mapToObj(PhotoGallery::photo).toList());
    }

    private static GalleryItem photo(int index) {
        Instant takenAt = FIRST_DAY.plus(BETWEEN.multipliedBy(index));
        String name = "IMG_%06d.jpg".formatted(index + 1);
        return new GalleryItem(
                GalleryItem.idOf(index), name, Optional.empty(), takenAt, SampleMedia.photo(index, takenAt));
    }
}
