package sundown.archive.zip;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes the volumes that the page's tests save: the ZIP file and, beside it, a JSON file with the password and the
 * SHA-256 of each entry, a window at a time.
 */
public final class WritePageVolumes {
    private static final int WINDOW = 8 << 20;
    private static final long LARGE_PHOTO = 3_000_000;

    private WritePageVolumes() {}

    /**
     * Writes one volume.
     *
     * @param arguments the ZIP file to write, and the bytes of its entries; without a number, the small volume that is
     *     kept in the repository
     */
    public static void main(String[] arguments) throws Exception {
        List<Given.Entry> entries = arguments.length == 1 ? small() : large(Long.parseLong(arguments[1]));
        write(Path.of(arguments[0]), entries);
    }

    static void writeSmall(Path file) throws Exception {
        write(file, small());
    }

    private static void write(Path file, List<Given.Entry> entries) throws Exception {
        try (OutputStream zip = new BufferedOutputStream(Files.newOutputStream(file), WINDOW)) {
            Given.write(entries, zip);
        }
        String description = new ObjectMapper()
                .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
                .writeValueAsString(description(entries, Files.size(file)));
        Files.writeString(file.resolveSibling(file.getFileName() + ".json"), description + "\n");
    }

    /** Names as the planner makes them, and names that no file system or folder should get unchanged. */
    private static List<Given.Entry> small() {
        return List.of(
                new Given.Entry(Given.README, 1_200),
                new Given.Entry("left-out-1.csv", 300),
                new Given.Entry("Without album/IMG_0001.jpg", 40_000),
                new Given.Entry("Without album/empty.jpg", 0),
                new Given.Entry("Hochzeit Zoë & José/Straße (2).jpg", 16),
                new Given.Entry("မြန်မာ ခရီး/ဓာတ်ပုံ.jpg", 15),
                new Given.Entry("رحلة/صورة.jpg", 17),
                new Given.Entry("🏖️ 夏/😀.heic", 20_011),
                new Given.Entry("Case/Beach.jpg", 4_001),
                new Given.Entry("case/beach.JPG", 4_002),
                new Given.Entry("../../escape.jpg", 101),
                new Given.Entry("/root.jpg", 102),
                new Given.Entry("C:\\windows\\win.jpg", 103),
                new Given.Entry("CON/NUL.jpg", 104),
                new Given.Entry("Question?/what:*.jpg", 105),
                new Given.Entry("Trailing. /dot..jpg. ", 106),
                new Given.Entry("Long/" + "x".repeat(400) + ".jpg", 107),
                new Given.Entry("Without album/film.mp4", 60_000));
    }

    /** Photos of 3 MB in albums of a hundred, and a film of an eighth of the volume. */
    private static List<Given.Entry> large(long bytes) {
        List<Given.Entry> entries = new ArrayList<>();
        entries.add(new Given.Entry(Given.README, 1_200));
        long left = bytes - bytes / 8;
        for (int photo = 0; left > 0; photo++) {
            long size = Math.min(left, LARGE_PHOTO / 2 + (photo * 7_919L * 1_003) % LARGE_PHOTO);
            entries.add(new Given.Entry("Album %d/IMG_%05d.jpg".formatted(photo / 100, photo), size));
            left -= size;
            if (photo == 100) {
                entries.add(new Given.Entry("Album 1/film.mp4", bytes / 8));
            }
        }
        return entries;
    }

    /** What a volume's files must become. */
    record Description(String password, long bytes, List<Described> entries) {}

    /**
     * One entry.
     *
     * @param sha256 of each window of 8 MiB, in hexadecimal digits
     */
    record Described(String path, long bytes, List<String> sha256) {}

    private static Description description(List<Given.Entry> entries, long bytes)
            throws IOException, GeneralSecurityException {
        List<Described> described = new ArrayList<>();
        for (Given.Entry entry : entries) {
            described.add(new Described(entry.path(), entry.bytes(), digests(entry)));
        }
        return new Description(Given.PASSWORD.reveal(), bytes, described);
    }

    private static List<String> digests(Given.Entry entry) throws IOException, GeneralSecurityException {
        List<String> digests = new ArrayList<>();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        LongAdder taken = new LongAdder();
        entry.contents((bytes, offset, length) -> {
            int rest = (int) Math.min(length, WINDOW - taken.sum() % WINDOW);
            digest.update(bytes, offset, rest);
            taken.add(rest);
            if (taken.sum() % WINDOW == 0) {
                digests.add(HexFormat.of().formatHex(digest.digest()));
            }
            digest.update(bytes, offset + rest, length - rest);
            taken.add(length - rest);
        });
        if (taken.sum() % WINDOW > 0) {
            digests.add(HexFormat.of().formatHex(digest.digest()));
        }
        return digests;
    }
}
