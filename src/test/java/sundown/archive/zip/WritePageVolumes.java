package sundown.archive.zip;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

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
        List<ZipEntry> entries = arguments.length == 1 ? small() : large(Long.parseLong(arguments[1]));
        write(Path.of(arguments[0]), VolumeLayout.of(entries));
    }

    static void writeSmall(Path file) throws Exception {
        write(file, VolumeLayout.of(small()));
    }

    private static void write(Path file, VolumeLayout layout) throws Exception {
        EntryContents contents = new RepeatedContents(layout);
        VolumeFile.write(file, layout, contents);
        String description = new ObjectMapper()
                .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
                .writeValueAsString(description(layout, contents));
        Files.writeString(file.resolveSibling(file.getFileName() + ".json"), description + "\n");
    }

    /** Names as the planner makes them, and names that no file system or folder should get unchanged. */
    private static List<ZipEntry> small() {
        return List.of(
                Given.entry("README.txt", 1_200),
                Given.entry("left-out-1.csv", 300),
                Given.entry("Without album/IMG_0001.jpg", 40_000),
                Given.entry("Without album/empty.jpg", 0),
                Given.entry("Hochzeit Zoë & José/Straße (2).jpg", 16),
                Given.entry("မြန်မာ ခရီး/ဓာတ်ပုံ.jpg", 15),
                Given.entry("رحلة/صورة.jpg", 17),
                Given.entry("🏖️ 夏/😀.heic", 20_011),
                Given.entry("Case/Beach.jpg", 4_001),
                Given.entry("case/beach.JPG", 4_002),
                Given.entry("../../escape.jpg", 101),
                Given.entry("/root.jpg", 102),
                Given.entry("C:\\windows\\win.jpg", 103),
                Given.entry("CON/NUL.jpg", 104),
                Given.entry("Question?/what:*.jpg", 105),
                Given.entry("Trailing. /dot..jpg. ", 106),
                Given.entry("Long/" + "x".repeat(400) + ".jpg", 107),
                Given.entry("Without album/film.mp4", 60_000));
    }

    /** Photos of 3 MB in albums of a hundred, and a film of an eighth of the volume. */
    private static List<ZipEntry> large(long bytes) {
        List<ZipEntry> entries = new ArrayList<>();
        entries.add(Given.entry("README.txt", 1_200));
        long left = bytes - bytes / 8;
        for (int photo = 0; left > 0; photo++) {
            long size = Math.min(left, LARGE_PHOTO / 2 + (photo * 7_919L * 1_003) % LARGE_PHOTO);
            entries.add(Given.entry("Album %d/IMG_%05d.jpg".formatted(photo / 100, photo), size));
            left -= size;
            if (photo == 100) {
                entries.add(Given.entry("Album 1/film.mp4", bytes / 8));
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

    private static Description description(VolumeLayout layout, EntryContents contents)
            throws IOException, GeneralSecurityException {
        List<Described> entries = new ArrayList<>();
        for (int entry = 0; entry < layout.entries().size(); entry++) {
            ZipEntry planned = layout.entries().get(entry);
            entries.add(new Described(planned.path(), planned.bytes(), digests(contents, entry)));
        }
        return new Description(Given.PASSWORD.reveal(), layout.bytes(), entries);
    }

    private static List<String> digests(EntryContents contents, int entry)
            throws IOException, GeneralSecurityException {
        List<String> digests = new ArrayList<>();
        try (InputStream stream = contents.open(entry, 0)) {
            for (byte[] window = stream.readNBytes(WINDOW); window.length > 0; window = stream.readNBytes(WINDOW)) {
                digests.add(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(window)));
            }
        }
        return digests;
    }
}
