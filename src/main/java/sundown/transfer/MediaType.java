package sundown.transfer;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A type of file that Google Photos takes, by the ending of the file name. RAW types are listed for common cameras
 * only.
 *
 * @param contentType for HTTP headers, {@code image/jpeg} for example
 * @param kind decides on the maximum size
 * @see <a href="https://developers.google.com/photos/library/guides/upload-media">Accepted file types and sizes</a>
 */
public record MediaType(String contentType, Kind kind) {
    private static final Map<String, MediaType> BY_ENDING = Stream.of(
                    photo("image/avif", "avif"),
                    photo("image/bmp", "bmp"),
                    photo("image/gif", "gif"),
                    photo("image/heic", "heic"),
                    photo("image/heif", "heif"),
                    photo("image/x-icon", "ico"),
                    photo("image/jpeg", "jpe", "jpeg", "jpg"),
                    photo("image/png", "png"),
                    photo("image/tiff", "tif", "tiff"),
                    photo("image/webp", "webp"),
                    photo("image/x-sony-arw", "arw"),
                    photo("image/x-canon-cr2", "cr2"),
                    photo("image/x-canon-cr3", "cr3"),
                    photo("image/x-adobe-dng", "dng"),
                    photo("image/x-nikon-nef", "nef"),
                    photo("image/x-nikon-nrw", "nrw"),
                    photo("image/x-olympus-orf", "orf"),
                    photo("image/x-pentax-pef", "pef"),
                    photo("image/x-fuji-raf", "raf"),
                    photo("image/x-panasonic-rw2", "rw2"),
                    photo("image/x-samsung-srw", "srw"),
                    video("video/3gpp2", "3g2"),
                    video("video/3gpp", "3gp"),
                    video("video/x-ms-asf", "asf"),
                    video("video/x-msvideo", "avi", "divx"),
                    video("video/mp2t", "m2t", "m2ts", "mts"),
                    video("video/x-m4v", "m4v"),
                    video("video/x-matroska", "mkv", "mmv"),
                    video("video/mpeg", "mod", "mpeg", "mpg", "tod"),
                    video("video/quicktime", "mov"),
                    video("video/mp4", "mp4"),
                    video("video/x-ms-wmv", "wmv"))
            .flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

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

    private static Stream<Map.Entry<String, MediaType>> photo(String contentType, String... endings) {
        return Stream.of(endings).map(ending -> Map.entry(ending, new MediaType(contentType, Kind.PHOTO)));
    }

    private static Stream<Map.Entry<String, MediaType>> video(String contentType, String... endings) {
        return Stream.of(endings).map(ending -> Map.entry(ending, new MediaType(contentType, Kind.VIDEO)));
    }
}
