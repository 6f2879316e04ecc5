package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import sundown.archive.plan.ArchivePlan.Availability;
import sundown.archive.plan.Packing.PlannedItem;
import sundown.edge.CsvTable;

/** A file that Sundown writes for the user: a volume contains it, beside the folders of the albums. */
public final class WrittenFile {
    static final String ITEMS = "items.csv";

    private static final String README = "README.txt";
    private static final Pattern FOLDED_NAME = Pattern.compile("readme\\.txt|items\\.csv|left-out-[0-9]+\\.csv");

    private static final String ITEMS_BEGINNING =
            CsvTable.BYTE_ORDER_MARK + CsvTable.header("name", "album", "date taken", "size", "volume", "path");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String INSTRUCTIONS = """
            HOW TO OPEN THE ARCHIVE

            1. Download all volumes. Each is a ZIP file of its own, encrypted with AES-256.
            2. Install a program that can open them:
                 Windows  7-Zip (free) or WinZip
                 macOS    Keka or The Unarchiver
                 Linux    7-Zip or bsdtar
               Windows Explorer and the program "unzip" cannot open them. The Archive
               Utility of macOS and the file managers of Android may not be able to.
            3. Unpack all volumes into one folder.
            4. The program asks for the password. It is on the page where you download the
               archive, and not in here. Write it down: when the archive can no longer be
               downloaded, the page no longer shows it.

            WHAT IS INSIDE

            A folder for each album. What is in no album is in the folder "Without album".
            items.csv lists them all, for a spreadsheet: name, album, date, size in bytes,
            volume and path.
            If there is a file left-out-N.csv, volume N lacks what it lists, and it says
            why. This can be so even for what items.csv lists.

            HOW TO CHECK A DOWNLOAD

            The page shows a SHA-256 for each volume. Compare it with what one of these
            commands prints (put the name of the volume in the place of VOLUME):
                 Windows  certutil -hashfile VOLUME SHA256
                 macOS    shasum -a 256 VOLUME
                 Linux    sha256sum VOLUME
            If they differ, download the volume again.
            """;

    private final String name;
    private final byte[] utf8;

    private WrittenFile(String name, byte[] utf8) {
        this.name = name;
        this.utf8 = utf8;
    }

    public WrittenFile(String name, String text) {
        this(name, text.getBytes(UTF_8));
    }

    /** Its name, as in {@link VolumePlan.Source.Written}. */
    public String name() {
        return name;
    }

    /** Its length as it is stored. */
    public int bytes() {
        return utf8.length;
    }

    /** Its text as it is stored and as the volume holds it; not to be changed, because it may be too large to copy. */
    public byte[] utf8() {
        return utf8;
    }

    /**
     * True for the name of such a file, including one that a volume may get later.
     *
     * @param path as {@link ArchivePaths#fold} gives it
     */
    static boolean hasName(String path) {
        return FOLDED_NAME.matcher(path).matches();
    }

    /** {@code README.txt}: what a user who finds the archive years later needs to know, with Windows line ends. */
    static WrittenFile readMe(int items, int volumes, Availability availability) {
        return new WrittenFile(README, (facts(items, volumes, availability) + INSTRUCTIONS).replace("\n", "\r\n"));
    }

    private static String facts(int items, int volumes, Availability availability) {
        return """
                YOUR PHOTOS AND VIDEOS

                Photos and videos:        %s
                Volumes (ZIP files):      %s
                Made:                     %s
                Can be downloaded until:  %s

                """.formatted(
                        Integer.toString(items),
                        Integer.toString(volumes),
                        TIME.format(availability.createdAt()),
                        TIME.format(availability.until()));
    }

    /** {@code items.csv}: the items of an archive and their places, in the order of the volumes. */
    static WrittenFile items(List<List<PlannedItem>> volumes) {
        ByteBuffer table = ByteBuffer.allocate(Math.toIntExact(bytesOfItems(volumes)));
        forEachLine(volumes, line -> table.put(line.getBytes(UTF_8)));
        return new WrittenFile(ITEMS, table.array());
    }

    private static long bytesOfItems(List<List<PlannedItem>> volumes) {
        LongAdder bytes = new LongAdder();
        forEachLine(volumes, line -> bytes.add(bytes(line)));
        return bytes.sum();
    }

    /** A million lines together would take several times the memory of the file. */
    private static void forEachLine(List<List<PlannedItem>> volumes, Consumer<String> use) {
        use.accept(ITEMS_BEGINNING);
        for (int index = 0; index < volumes.size(); index++) {
            for (PlannedItem item : volumes.get(index)) {
                use.accept(line(item, index + 1));
            }
        }
    }

    /** The most bytes of {@code items.csv}, before it is known which item goes into which of this many volumes. */
    static long mostBytesOfItems(List<PlannedItem> items, int volumes) {
        return bytes(ITEMS_BEGINNING)
                + items.stream().mapToLong(item -> bytes(line(item, volumes))).sum();
    }

    private static String line(PlannedItem planned, int volume) {
        return CsvTable.line(
                planned.name(),
                planned.album().orElse(""),
                planned.takenAt().map(Instant::toString).orElse(""),
                planned.entry().bytes(),
                volume,
                planned.entry().path());
    }

    /** {@code left-out-1.csv}: the items that a volume lacks, and why. */
    static WrittenFile leftOut(int volume, List<LeftOut> items) {
        StringBuilder table = new StringBuilder(CsvTable.BYTE_ORDER_MARK);
        table.append(CsvTable.header("name", "album", "reason"));
        for (LeftOut item : items) {
            table.append(CsvTable.line(
                    item.name(), item.album().orElse(""), item.reason().sentence()));
        }
        return new WrittenFile("left-out-" + volume + ".csv", table.toString());
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WrittenFile file && name.equals(file.name) && Arrays.equals(utf8, file.utf8);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "WrittenFile[" + name + "]";
    }
}
