package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.archive.zip.ZipWriter;
import sundown.edge.CsvTable;
import sundown.gallery.Item;
import sundown.media.KnownDate;

/**
 * A file that Sundown writes for the user: a volume contains it, beside the folders of the albums.
 *
 * @param text never logged
 */
public record WrittenFile(String name, String text) {
    private static final String README = "README.txt";
    private static final Pattern FOLDED_NAME = Pattern.compile("readme\\.txt|items-[0-9]+\\.csv|left-out-[0-9]+\\.csv");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String INSTRUCTIONS = read();

    /**
     * True for the name of such a file, in any volume.
     *
     * @param path as {@link ArchivePaths#fold} gives it
     */
    static boolean hasName(String path) {
        return FOLDED_NAME.matcher(path).matches();
    }

    /**
     * {@code README.txt}, in the first volume: the facts for a user who finds the archive years later, and how to open
     * it in each language of the page, with Windows line ends.
     *
     * @param until the first instant at which the archive can no longer be downloaded
     */
    public static WrittenFile readMe(long items, int volumes, Instant createdAt, Instant until) {
        return new WrittenFile(
                README,
                CsvTable.BYTE_ORDER_MARK
                        + INSTRUCTIONS
                                .replace("{items}", Long.toString(items))
                                .replace("{volumes}", Integer.toString(volumes))
                                .replace("{made}", TIME.format(createdAt))
                                .replace("{until}", TIME.format(until))
                                .replace("\n", "\r\n"));
    }

    private static String read() {
        try (InputStream file = WrittenFile.class.getResourceAsStream("/archive/" + README)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a resource can be read", impossible);
        }
    }

    /** True for a file that opens without the password: it says how to open the others. */
    public boolean isReadable() {
        return name.equals(README);
    }

    /** {@code items-1.csv}: the items that a volume has, and their paths. */
    public static WrittenFile items(int volume, List<DeliveredItem> items) {
        return new WrittenFile(
                "items-" + volume + ".csv",
                CsvTable.BYTE_ORDER_MARK
                        + CsvTable.header("name", "albums", "date taken", "date is", "size", "path")
                        + items.stream().map(WrittenFile::line).collect(Collectors.joining()));
    }

    static String line(DeliveredItem delivered) {
        Item item = delivered.item().item();
        return CsvTable.line(
                item.name(),
                albums(item.albums()),
                item.takenAt().map(Instant::toString).orElse(""),
                delivered.date().words(),
                delivered.bytes(),
                delivered.item().path());
    }

    /**
     * {@code IMG_1.png.xmp}: the date of an item that cannot have it inside, beside the item, as XMP. Adobe's and other
     * programs read it there.
     *
     * @see <a href="https://www.iso.org/standard/75163.html">ISO 16684-1, XMP</a>
     */
    public static WrittenFile sidecar(String path, KnownDate date) {
        return new WrittenFile(sidecarPath(path), """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                  <rdf:Description rdf:about=""
                    xmlns:exif="http://ns.adobe.com/exif/1.0/"
                    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
                    exif:DateTimeOriginal="%s"
                    photoshop:DateCreated="%s"/>
                 </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="r"?>
                """.replace("%s", date.xmp()));
    }

    static String sidecarPath(String path) {
        return path + ".xmp";
    }

    /** {@code left-out-1.csv}: the items that a volume lacks, and why. */
    public static WrittenFile leftOut(int volume, List<LeftOut> items) {
        return new WrittenFile(
                "left-out-" + volume + ".csv",
                CsvTable.BYTE_ORDER_MARK
                        + CsvTable.header("name", "albums", "reason")
                        + items.stream().map(WrittenFile::line).collect(Collectors.joining()));
    }

    static String line(LeftOut item) {
        return CsvTable.line(item.name(), albums(item.albums()), item.reason().sentence());
    }

    private static String albums(Set<String> names) {
        return names.stream().map(name -> name.replace(";", ";;")).sorted().collect(Collectors.joining("; "));
    }

    /** The bytes that the files of a volume add to it at most, besides the lines of its items. */
    static long bytesOfAll(int volume) {
        long lists = entryBytes(items(volume, List.of())) + entryBytes(leftOut(volume, List.of()));
        return volume > 1
                ? lists
                : lists + entryBytes(readMe(Long.MAX_VALUE, Integer.MAX_VALUE, Instant.EPOCH, Instant.EPOCH));
    }

    private static long entryBytes(WrittenFile file) {
        return ZipWriter.entryBytes(file.name, file.utf8().length);
    }

    static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    /** Its text as the volume holds it. */
    public byte[] utf8() {
        return text.getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return "WrittenFile[" + name + "]";
    }
}
