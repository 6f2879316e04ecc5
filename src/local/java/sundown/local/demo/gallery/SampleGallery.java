package sundown.local.demo.gallery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import sundown.local.demo.gallery.Gallery.GalleryItem.Album;
import sundown.local.demo.gallery.Gallery.GalleryItem.Marks;

/**
 * A typical gallery of a phone, the same at every start: 500 items. Photos are in albums, one of them in three, and
 * some in a private album; some are in the trash, and some were shared by a friend. There are screenshots, scans and
 * messages, videos (one so large that it is uploaded in chunks), and three items that make trouble: an empty file, a
 * text named like a photo, and a photo that is there twice.
 */
public final class SampleGallery implements Gallery {
    /** A volume size at which the archive of this gallery has a few volumes. */
    public static final long VOLUME_BYTES = 30_000_000;

    private static final int PHOTOS_AN_ALBUM = 65;
    private static final int SCREENSHOTS = 36 - ScansAndMessages.ALL.size();
    private static final int SHORT_VIDEOS = 5;
    private static final int LONG_VIDEO_BYTES = 70 * 1024 * 1024;
    private static final Album CAMERA = new Album("Camera", false);
    private static final Album GOA = new Album("Goa 2019", false);
    private static final Album WEDDING = new Album("Asha and Rohan", false);
    private static final Album PRIVATE = new Album("Only for me", true);
    private static final List<Album> ALBUMS = List.of(
            CAMERA,
            GOA,
            WEDDING,
            new Album("Diwali", false),
            new Album("Trekking", false),
            new Album("Food", false),
            PRIVATE);
    private static final Album SCREENSHOT_ALBUM = new Album("Screenshots", false);
    private static final Album FAVORITES = new Album("Favorites", false);

    private static final int IN_THREE_ALBUMS = ALBUMS.indexOf(GOA) * PHOTOS_AN_ALBUM;
    private static final int PRIVATE_AND_ELSEWHERE = ALBUMS.indexOf(PRIVATE) * PHOTOS_AN_ALBUM;

    /** Each photo with this number is in the trash: six of all, and one of them is private. */
    private static final int DELETED = 75;

    private static final Duration KEPT_BEFORE_DELETED = Duration.ofDays(30);

    /** Each photo of the wedding with this number was shared. */
    private static final int SHARED = 20;

    private static final Instant FIRST_DAY = Instant.parse("2016-01-01T08:00:00Z");
    private static final DateTimeFormatter FILE_DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss").withZone(ZoneOffset.UTC);

    private final List<GalleryItem> items;

    public SampleGallery() {
        List<GalleryItem> made = new ArrayList<>();
        made.addAll(make(made.size(), ALBUMS.size() * PHOTOS_AN_ALBUM, SampleGallery::photo));
        made.addAll(make(made.size(), SCREENSHOTS, SampleGallery::screenshot));
        made.addAll(ScansAndMessages.items(made.size()));
        made.addAll(make(made.size(), SHORT_VIDEOS, index -> video(index, 1024 * 1024 * (index % 4 + 1))));
        made.addAll(make(made.size(), 1, index -> video(index, LONG_VIDEO_BYTES)));
        made.add(item(made.size(), "IMG_0000.jpg", new byte[0]));
        made.add(item(made.size(), "shopping list.jpg", "Rice, lentils, tea".getBytes(StandardCharsets.UTF_8)));
        made.add(copy(made.size(), made.getFirst()));
        items = List.copyOf(made);
    }

    @Override
    public List<GalleryItem> items() {
        return items;
    }

    private static List<GalleryItem> make(int first, int count, IntFunction<GalleryItem> maker) {
        return IntStream.range(first, first + count).mapToObj(maker).toList();
    }

    private static GalleryItem photo(int index) {
        Content content = SampleMedia.photo(index, takenAt(index));
        return item(index, "IMG_", ".jpg", albums(index), content)
                .with(new Marks(
                        Optional.of(takenAt(index).plus(KEPT_BEFORE_DELETED)).filter(_ -> (index + 1) % DELETED == 0),
                        Optional.of("Meera").filter(_ -> mainAlbum(index).equals(WEDDING) && index % SHARED == 0)));
    }

    private static Album mainAlbum(int index) {
        return ALBUMS.get(index / PHOTOS_AN_ALBUM);
    }

    private static Set<Album> albums(int index) {
        if (index == IN_THREE_ALBUMS) {
            return Set.of(GOA, WEDDING, FAVORITES);
        }
        return index == PRIVATE_AND_ELSEWHERE ? Set.of(PRIVATE, GOA) : Set.of(mainAlbum(index));
    }

    private static GalleryItem screenshot(int index) {
        return item(index, "Screenshot_", ".png", Set.of(SCREENSHOT_ALBUM), SampleMedia.screenshot(index));
    }

    private static GalleryItem video(int index, int bytes) {
        return item(index, "VID_", ".mp4", Set.of(CAMERA), SampleMedia.video(index, bytes));
    }

    private static GalleryItem item(int index, String prefix, String suffix, Set<Album> albums, Content content) {
        String name = prefix + FILE_DATE.format(takenAt(index)) + suffix;
        return new GalleryItem(GalleryItem.idOf(index), name, albums, takenAt(index), content);
    }

    private static GalleryItem item(int index, String name, byte[] bytes) {
        return new GalleryItem(GalleryItem.idOf(index), name, Set.of(), takenAt(index), Content.inMemory(bytes));
    }

    private static GalleryItem copy(int index, GalleryItem original) {
        return new GalleryItem(
                GalleryItem.idOf(index),
                "Copy of " + original.name(),
                original.albums(),
                original.takenAt().orElseThrow(),
                original.content());
    }

    private static Instant takenAt(int index) {
        return FIRST_DAY.plus(Duration.ofHours(103).plusSeconds(37).multipliedBy(index));
    }
}
