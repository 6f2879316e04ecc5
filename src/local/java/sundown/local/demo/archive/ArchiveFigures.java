package sundown.local.demo.archive;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import sundown.local.command.Quantity;
import sundown.local.demo.app.FiguresTable;

/**
 * The figures of an archive.
 *
 * @param verified how many files of it equalled an item of the gallery
 * @param building from the request until it was ready
 */
public record ArchiveFigures(int volumes, long bytes, long verified, Duration building) {
    /** Megabytes a second, from the request until it was ready. */
    public double megabytesPerSecond() {
        return building.isZero() ? 0 : bytes / 1000.0 / building.toMillis();
    }

    /** As members of a JSON object, rounded to what means something. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("archiveVolumes", volumes);
        json.put("archiveBytes", bytes);
        json.put("archiveMBps", Math.round(megabytesPerSecond() * 10) / 10.0);
        json.put("archiveEntriesVerified", verified);
        return json;
    }

    /** As lines of the table for people. */
    public String table() {
        return FiguresTable.line("archive", volumes + " volumes (" + Quantity.bytes(bytes) + ")") + "\n"
                + FiguresTable.line("", Quantity.decimal(megabytesPerSecond(), 1) + " MB/s until it was ready") + "\n"
                + FiguresTable.line("", verified + " files equal the gallery's items");
    }
}
