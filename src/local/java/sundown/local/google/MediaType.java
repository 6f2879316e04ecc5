package sundown.local.google;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the first bytes of a file say that it is. Google judges a file by its content, not by its name.
 *
 * @see <a href="https://developers.google.com/photos/library/guides/upload-media">The types that are taken</a>
 */
public record MediaType(String mime, boolean video, String extension) {
    /** The first bytes that are enough to tell every type: two packets of a transport stream with time codes. */
    public static final int HEAD_BYTES = 200;

    private static final Set<String> HEIC_BRANDS = Set.of("heic", "heix", "heim", "heis", "hevc", "mif1", "msf1");
    private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");
    private static final Set<String> OLD_QUICKTIME_ATOMS = Set.of("moov", "mdat", "wide", "free", "skip", "pnot");

    private static final List<Signature> SIGNATURES = List.of(
            photo("image/jpeg", "jpg", head -> startsWith(head, 0, 0xFF, 0xD8, 0xFF)),
            photo("image/png", "png", head -> startsWith(head, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)),
            photo("image/gif", "gif", head -> text(head, 0, 4).equals("GIF8")),
            photo("image/webp", "webp", head -> riff(head, "WEBP")),
            photo("image/bmp", "bmp", head -> text(head, 0, 2).equals("BM")),
            photo("image/x-icon", "ico", head -> startsWith(head, 0, 0, 0, 1, 0)),
            photo("image/avif", "avif", head -> AVIF_BRANDS.contains(brand(head))),
            photo("image/heif", "heic", head -> HEIC_BRANDS.contains(brand(head))),
            photo("image/x-canon-cr3", "cr3", head -> brand(head).equals("crx ")),
            photo("image/x-canon-cr2", "cr2", head -> text(head, 8, 2).equals("CR") && tiff(head)),
            photo("image/tiff", "tif", MediaType::tiff),
            photo("image/x-panasonic-rw2", "rw2", head -> startsWith(head, 0, 'I', 'I', 'U', 0)),
            photo("image/x-olympus-orf", "orf", head -> text(head, 0, 4).equals("IIRO")),
            photo("image/x-fuji-raf", "raf", head -> text(head, 0, 8).equals("FUJIFILM")),
            video("video/quicktime", "mov", head -> brand(head).equals("qt  ")),
            video("video/3gpp", "3gp", head -> brand(head).startsWith("3g")),
            video("video/mp4", "mp4", head -> !brand(head).isEmpty()),
            video("video/quicktime", "mov", head -> OLD_QUICKTIME_ATOMS.contains(text(head, 4, 4))),
            video("video/x-msvideo", "avi", head -> riff(head, "AVI ")),
            video("video/x-matroska", "mkv", head -> startsWith(head, 0, 0x1A, 0x45, 0xDF, 0xA3)),
            video("video/x-ms-wmv", "wmv", head -> startsWith(head, 0, 0x30, 0x26, 0xB2, 0x75)),
            video(
                    "video/mpeg",
                    "mpg",
                    head -> startsWith(head, 0, 0, 0, 1, 0xBA) || startsWith(head, 0, 0, 0, 1, 0xB3)),
            video("video/mp2t", "mts", head -> startsWith(head, 0, 0x47) && startsWith(head, 188, 0x47)),
            video("video/mp2t", "m2ts", head -> startsWith(head, 4, 0x47) && startsWith(head, 196, 0x47)));

    private record Signature(MediaType type, Predicate<byte[]> test) {}

    /** The type of a file; empty if it is none that Google takes. */
    public static Optional<MediaType> of(byte[] head) {
        return SIGNATURES.stream()
                .filter(signature -> signature.test().test(head))
                .findFirst()
                .map(Signature::type);
    }

    private static Signature photo(String mime, String extension, Predicate<byte[]> test) {
        return new Signature(new MediaType(mime, false, extension), test);
    }

    private static Signature video(String mime, String extension, Predicate<byte[]> test) {
        return new Signature(new MediaType(mime, true, extension), test);
    }

    private static boolean tiff(byte[] head) {
        return startsWith(head, 0, 'I', 'I', 42, 0) || startsWith(head, 0, 'M', 'M', 0, 42);
    }

    private static boolean riff(byte[] head, String form) {
        return text(head, 0, 4).equals("RIFF") && text(head, 8, 4).equals(form);
    }

    /** The brand of an ISO base media file (ISO/IEC 14496-12); empty for other files. */
    private static String brand(byte[] head) {
        return text(head, 4, 4).equals("ftyp") ? text(head, 8, 4) : "";
    }

    private static String text(byte[] head, int offset, int length) {
        return head.length < offset + length
                ? ""
                : new String(Arrays.copyOfRange(head, offset, offset + length), StandardCharsets.ISO_8859_1);
    }

    private static boolean startsWith(byte[] head, int offset, int... expected) {
        if (head.length < offset + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((head[offset + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
