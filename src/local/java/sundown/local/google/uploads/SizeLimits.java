package sundown.local.google.uploads;

/**
 * The largest files that are taken, in bytes.
 *
 * @see <a href="https://developers.google.com/photos/library/guides/upload-media">Accepted file types and sizes</a>
 */
public record SizeLimits(long photo, long video) {

    /** 200 MB for a photo, 20 GB for a video, both counted in powers of two. */
    public static SizeLimits ofGoogle() {
        return new SizeLimits(200L << 20, 20L << 30);
    }

    /** The limit for the type that the caller states; without a type, the limit of videos. */
    long of(String mime) {
        return mime.startsWith("image/") ? photo : video;
    }

    boolean allows(Content content) {
        return content.type()
                .map(type -> content.bytes() <= (type.video() ? video : photo))
                .orElse(true);
    }
}
