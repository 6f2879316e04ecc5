package sundown.local.demo.gallery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.demo.gallery.Gallery.GalleryItem.Album;
import sundown.local.demo.gallery.Gallery.GalleryItem.Marks;

/**
 * An album of what scanners and messengers leave: files of each format with no date inside, with one, with a false one,
 * and broken ones. The gallery knows when they were taken, except for one.
 */
public final class ScansAndMessages {
    public static final Album ALBUM = new Album("Scans and messages", false);

    /** 1:35:04 of the next day in India. */
    private static final Instant FIRST = Instant.parse("2019-08-07T20:05:04Z");

    private static final ZoneOffset ELSEWHERE = ZoneOffset.ofHours(-3);

    private static final Scan PHOTO = Scan.of("live photo.jpg", "make.jpg", DateState.NONE);

    /** The items of this album. */
    public static final List<Scan> ALL = List.of(
            Scan.of("none.jpg", DateState.NONE),
            Scan.of("zeros.jpg", DateState.NONE),
            Scan.of("pictures.jpg", DateState.NONE),
            Scan.of("motion.jpg", DateState.NONE).offset(ELSEWHERE),
            Scan.of("no ending", "none.jpg", DateState.NONE),
            PHOTO,
            Scan.of("live photo.mov", "end.mov", DateState.NONE),
            Scan.of("begin.mp4", DateState.NONE),
            Scan.of("end.mp4", DateState.NONE),
            Scan.of("really a png.jpg", "none.png", DateState.NONE).offset(ELSEWHERE),
            Scan.of("none.gif", DateState.NONE),
            Scan.of("none.webp", DateState.NONE),
            Scan.of("none.heic", DateState.NONE),
            Scan.of("none.tif", DateState.NONE),
            Scan.of("nobody knows.jpg", "none.jpg", DateState.NONE).notTaken(),
            Scan.of("dated.jpg", DateState.PRESENT),
            Scan.of("digitized.jpg", DateState.PRESENT),
            Scan.of("xmp.jpg", DateState.PRESENT),
            Scan.of("dated.png", DateState.PRESENT),
            Scan.of("dated.gif", DateState.PRESENT),
            Scan.of("dated.webp", DateState.PRESENT),
            Scan.of("dated.heic", DateState.PRESENT),
            Scan.of("dated.mp4", DateState.PRESENT),
            Scan.of("far.jpg", DateState.FALSE),
            Scan.of("broken.jpg", DateState.BROKEN),
            Scan.of("broken.mp4", DateState.BROKEN));

    private ScansAndMessages() {}

    /** What there is of a date inside a file. */
    public enum DateState {
        NONE,
        PRESENT,
        /** One in the future. */
        FALSE,
        /** Nobody can tell: the file is broken. */
        BROKEN
    }

    /**
     * An item of this album.
     *
     * @param file of the folder {@code dates}
     * @param taken whether the gallery knows when
     */
    public record Scan(String name, String file, DateState inside, boolean taken, Optional<ZoneOffset> offset) {
        static Scan of(String file, DateState inside) {
            return of(file, file, inside);
        }

        static Scan of(String name, String file, DateState inside) {
            return new Scan(name, file, inside, true, Optional.empty());
        }

        Scan notTaken() {
            return new Scan(name, file, inside, false, offset);
        }

        Scan offset(ZoneOffset known) {
            return new Scan(name, file, inside, taken, Optional.of(known));
        }
    }

    /** @param first the index in its gallery of its first item */
    static List<GalleryItem> items(int first) {
        return IntStream.range(0, ALL.size())
                .mapToObj(index -> item(first, index))
                .toList();
    }

    private static GalleryItem item(int first, int index) {
        Scan scan = ALL.get(index);
        return new GalleryItem(
                GalleryItem.idOf(first + index),
                scan.name,
                Set.of(ALBUM),
                Optional.of(FIRST.plus(Duration.ofDays(index))).filter(_ -> scan.taken),
                scan.offset,
                Optional.of(GalleryItem.idOf(first + ALL.indexOf(PHOTO))).filter(_ -> index == ALL.indexOf(PHOTO) + 1),
                Marks.NONE,
                Content.inMemory(SampleMedia.file("dates/" + scan.file)));
    }
}
