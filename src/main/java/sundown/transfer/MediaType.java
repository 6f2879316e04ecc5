package sundown.transfer;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A type of file that Google Photos takes, by the ending of the file name. RAW types are listed for common cameras
 * only.
 *
 * @param contentType for HTTP headers, {@code image/jpeg} for example
 * @param kind decides on the maximum size
 * @see <a href="https://developers.google.com/photos/library/guides/upload-media">Accepted file types and sizes</a>
 */
public record MediaType(String contentType, Kind kind) {
    private static final Map<String, MediaType> BY_ENDING = Map.ofEntries(
            photo("avif", "image/avif"),
            photo("bmp", "image/bmp"),
            photo("gif", "image/gif"),
            photo("heic", "image/heic"),
            photo("heif", "image/heif"),
            photo("ico", "image/x-icon"),
            photo("jpe", "image/jpeg"),
            photo("jpeg", "image/jpeg"),
            photo("jpg", "image/jpeg"),
            photo("png", "image/png"),
            photo("tif", "image/tiff"),
            photo("tiff", "image/tiff"),
            photo("webp", "image/webp"),
            photo("arw", "image/x-sony-arw"),
            photo("cr2", "image/x-canon-cr2"),
            photo("cr3", "image/x-canon-cr3"),
            photo("dng", "image/x-adobe-dng"),
            photo("nef", "image/x-nikon-nef"),
            photo("nrw", "image/x-nikon-nrw"),
            photo("orf", "image/x-olympus-orf"),
            photo("pef", "image/x-pentax-pef"),
            photo("raf", "image/x-fuji-raf"),
            photo("rw2", "image/x-panasonic-rw2"),
            photo("srw", "image/x-samsung-srw"),
            video("3g2", "video/3gpp2"),
            video("3gp", "video/3gpp"),
            video("asf", "video/x-ms-asf"),
            video("avi", "video/x-msvideo"),
            video("divx", "video/x-msvideo"),
            video("m2t", "video/mp2t"),
            video("m2ts", "video/mp2t"),
            video("m4v", "video/x-m4v"),
            video("mkv", "video/x-matroska"),
            video("mmv", "video/x-matroska"),
            video("mod", "video/mpeg"),
            video("mov", "video/quicktime"),
            video("mp4", "video/mp4"),
            video("mpeg", "video/mpeg"),
            video("mpg", "video/mpeg"),
            video("mts", "video/mp2t"),
            video("tod", "video/mpeg"),
            video("wmv", "video/x-ms-wmv"));

    /** Photos and videos. Reads the library's limits as binary units; in doubt, the library decides. */
    public enum Kind {
        PHOTO(200L << 20, FailureReason.PHOTO_TOO_LARGE),
        VIDEO(20L << 30, FailureReason.VIDEO_TOO_LARGE);

        private final long mostBytes;
        private final FailureReason tooLarge;

        Kind(long mostBytes, FailureReason tooLarge) {
            this.mostBytes = mostBytes;
            this.tooLarge = tooLarge;
        }

        private Optional<FailureReason> refusal(long bytes) {
            return bytes > mostBytes ? Optional.of(tooLarge) : Optional.empty();
        }
    }

    /** The type of a file by the ending of its name; nothing when the library does not take it. */
    public static Optional<MediaType> of(String fileName) {
        int dot = fileName.lastIndexOf('.');
        String ending = fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
        return dot < 0 ? Optional.empty() : Optional.ofNullable(BY_ENDING.get(ending));
    }

    /** Why the library does not take a file, by its name and length; nothing when it may take it. */
    public static Optional<FailureReason> refusal(String fileName, long bytes) {
        if (bytes == 0) {
            return Optional.of(FailureReason.EMPTY);
        }
        return of(fileName).map(type -> type.kind().refusal(bytes)).orElse(Optional.of(FailureReason.UNSUPPORTED_TYPE));
    }

    private static Map.Entry<String, MediaType> photo(String ending, String contentType) {
        return Map.entry(ending, new MediaType(contentType, Kind.PHOTO));
    }

    private static Map.Entry<String, MediaType> video(String ending, String contentType) {
        return Map.entry(ending, new MediaType(contentType, Kind.VIDEO));
    }
}
