package sundown.local.demo.gallery;

import java.time.Instant;
import java.util.Optional;

/**
 * One picture, video or other file of a gallery.
 *
 * @param itemId unique in its gallery; the order of the ids is the order of the gallery
 * @param name the file's name, without folders
 * @param takenAt when it was taken, as its owner's phone knew it
 */
public record GalleryItem(String itemId, String name, Optional<Album> album, Instant takenAt, Content content) {

    /** The id of the item with this index in its gallery, from 0. */
    public static String idOf(int index) {
        return "%08d".formatted(index + 1);
    }

    /** An album; a private one shows only after its owner has unlocked it. */
    public record Album(String name, boolean isPrivate) {}
}
