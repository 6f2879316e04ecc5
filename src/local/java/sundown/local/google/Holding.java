package sundown.local.google;

import sundown.local.google.library.MediaItem;

/**
 * One media item that an account holds.
 *
 * @param sha256 of its bytes, in lower-case hexadecimal
 */
public record Holding(String id, String fileName, String mime, long bytes, String sha256, String sha1) {

    static Holding of(MediaItem item) {
        return new Holding(
                item.id(),
                item.fileName(),
                item.type().mime(),
                item.content().bytes(),
                item.content().sha256(),
                item.content().sha1());
    }
}
