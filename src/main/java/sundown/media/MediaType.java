package sundown.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A type of file that Google Photos takes, by the first bytes and by the ending of the file name. RAW types are listed
 * for common cameras only. Of the types that the first bytes of a file fit, the first one counts.
 *
 * @see <a href="https://developers.google.com/photos/library/guides/upload-media">Accepted file types and sizes</a>
 * @see <a href="https://www.garykessler.net/library/file_sigs.html">File signatures</a>
 * @see <a href="https://mp4ra.org/registered-types/brands">Brands of the ISO base media file format</a>
 */
public enum MediaType {
    JPEG("image/jpeg", Kind.PHOTO, "\u00FF\u00D8\u00FF.*", "jpg", "jpeg", "jpe", "jfif"),
    PNG("image/png", Kind.PHOTO, "\u0089PNG\r\n\u001A\n.*", "png"),
    GIF("image/gif", Kind.PHOTO, "GIF8[79]a.*", "gif"),
    WEBP("image/webp", Kind.PHOTO, "RIFF....WEBP.*", "webp"),
    AVIF("image/avif", Kind.PHOTO, "....ftypavi[fs].*", "avif"),
    HEIC("image/heic", Kind.PHOTO, "....ftyp(he[iv][cx]|he[iv][ms]|mif[12]|msf1).*", "heic", "hif"),
    HEIF("image/heif", Kind.PHOTO, "....ftyp(he[iv][cx]|he[iv][ms]|mif[12]|msf1).*", "heif"),
    BMP("image/bmp", Kind.PHOTO, "BM....\0\0\0\0.*", "bmp"),
    ICO("image/x-icon", Kind.PHOTO, "\0\0\u0001\0[^\0]\0.*", "ico"),
    CR2("image/x-canon-cr2", Kind.PHOTO, "(II\\*\0|MM\0\\*)....CR.*", "cr2"),
    CR3("image/x-canon-cr3", Kind.PHOTO, "....ftypcrx .*", "cr3"),
    ORF("image/x-olympus-orf", Kind.PHOTO, "(IIR[OS]|MMOR).*", "orf"),
    RAF("image/x-fuji-raf", Kind.PHOTO, "FUJIFILMCCD-RAW.*", "raf"),
    RW2("image/x-panasonic-rw2", Kind.PHOTO, "IIU\0.*", "rw2"),
    TIFF("image/tiff", Kind.PHOTO, Form.TIFF, "tif", "tiff"),
    ARW("image/x-sony-arw", Kind.PHOTO, Form.TIFF, "arw"),
    DNG("image/x-adobe-dng", Kind.PHOTO, Form.TIFF, "dng"),
    NEF("image/x-nikon-nef", Kind.PHOTO, Form.TIFF, "nef"),
    NRW("image/x-nikon-nrw", Kind.PHOTO, Form.TIFF, "nrw"),
    PEF("image/x-pentax-pef", Kind.PHOTO, Form.TIFF, "pef"),
    SRW("image/x-samsung-srw", Kind.PHOTO, Form.TIFF, "srw"),
    QUICKTIME("video/quicktime", Kind.VIDEO, "....(ftypqt  |moov|mdat|wide|pnot).*", "mov"),
    THREE_GP2("video/3gpp2", Kind.VIDEO, "....ftyp3g2.*", "3g2"),
    THREE_GP("video/3gpp", Kind.VIDEO, "....ftyp3g[eghprst].*", "3gp"),
    M4V("video/x-m4v", Kind.VIDEO, "....ftypM4V.*", "m4v"),
    MP4("video/mp4", Kind.VIDEO, "....ftyp.*", "mp4"),
    AVI("video/x-msvideo", Kind.VIDEO, "RIFF....AVI .*", "avi", "divx"),
    MATROSKA("video/x-matroska", Kind.VIDEO, "\u001AE\u00DF\u00A3.*", "mkv", "mmv"),
    WMV("video/x-ms-wmv", Kind.VIDEO, Form.ASF, "wmv"),
    ASF("video/x-ms-asf", Kind.VIDEO, Form.ASF, "asf"),
    MPEG("video/mpeg", Kind.VIDEO, Form.MPEG, "mpg", "mpeg", "mod", "tod"),
    MPEG_TS("video/mp2t", Kind.VIDEO, Form.MPEG, "m2ts", "m2t", "mts");

    /** How many of a file's bytes show its type. */
    public static final int FIRST_BYTES = 512;

    /** Photos and videos. Reads the library's limits as binary units; in doubt, the library decides. */
    public enum Kind {
        PHOTO(200L << 20),
        VIDEO(20L << 30);

        private final long bytesMax;

        Kind(long bytesMax) {
            this.bytesMax = bytesMax;
        }

        /** True if a file of this length is larger than the library takes. */
        public boolean exceededBy(long bytes) {
            return bytes > bytesMax;
        }
    }

    /** The first bytes that several types share. */
    private static final class Form {
        private static final String TIFF = "(II\\*\0|MM\0\\*).*";
        private static final String ASF = "0&\u00B2u\u008Ef\u00CF\u0011.*";

        /** A program stream, or the packets of a transport stream, with or without times between them. */
        private static final String MPEG = "\0\0\u0001[\u00B3\u00BA].*|(....)?G.{187}(....)?G.*";
    }

    private final String contentType;
    private final Kind kind;
    private final Pattern first;
    /** With blanks between them. */
    private final String endings;

    MediaType(String contentType, Kind kind, String first, String... endings) {
        this.contentType = contentType;
        this.kind = kind;
        this.first = Pattern.compile(first, Pattern.DOTALL);
        this.endings = String.join(" ", endings);
    }

    /** For HTTP headers, {@code image/jpeg} for example. */
    public String contentType() {
        return contentType;
    }

    public Kind kind() {
        return kind;
    }

    /** True for a type into which a date can be written. */
    public boolean takesDate() {
        return this == JPEG || hasBoxes();
    }

    /** True for the films whose boxes follow ISO/IEC 14496-12, or QuickTime, from which it comes. */
    boolean hasBoxes() {
        return compareTo(QUICKTIME) >= 0 && compareTo(MP4) <= 0;
    }

    /** The type of a file by the ending of its name; nothing when the library does not take it. */
    public static Optional<MediaType> of(String fileName) {
        String ending = ending(fileName);
        return Stream.of(values())
                .filter(type -> type.endings().contains(ending))
                .findFirst();
    }

    /** The type of a file by its name, unless its first bytes contradict that; by them if the name has none. */
    public static Optional<MediaType> of(String fileName, byte[] firstBytes) {
        String shown = new String(firstBytes, 0, Math.min(firstBytes.length, FIRST_BYTES), ISO_8859_1);
        Optional<MediaType> named = of(fileName);
        return named.filter(type -> type.fits(shown))
                .or(() -> Stream.of(values()).filter(type -> type.fits(shown)).findFirst())
                .or(() -> named);
    }

    /** Whether a file is a photo or a video by its name; one of another name counts as a photo. */
    public static Kind kindOf(String fileName) {
        return of(fileName).map(MediaType::kind).orElse(Kind.PHOTO);
    }

    private List<String> endings() {
        return List.of(endings.split(" ", -1));
    }

    private boolean fits(String shown) {
        return first.matcher(shown).matches();
    }

    /** A file name with an ending of this type: this name, or with its wrong ending replaced, or with one after it. */
    public String nameFor(String fileName) {
        if (endings().contains(ending(fileName))) {
            return fileName;
        }
        String stem = of(fileName).isPresent() ? fileName.substring(0, fileName.lastIndexOf('.')) : fileName;
        return stem + "." + endings().getFirst();
    }

    private static String ending(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
