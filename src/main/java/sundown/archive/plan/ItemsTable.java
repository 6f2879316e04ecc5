package sundown.archive.plan;

import java.time.Instant;
import java.util.List;
import sundown.edge.CsvTable;

/** {@code items.csv}: what is in an archive, and where, in the order of the volumes. */
final class ItemsTable {
    private static final String BEGINNING =
            CsvTable.BYTE_ORDER_MARK + CsvTable.header("name", "album", "date taken", "size", "volume", "path");

    private ItemsTable() {}

    static WrittenFile write(List<List<PlannedItem>> volumes) {
        StringBuilder table = new StringBuilder(BEGINNING);
        for (int index = 0; index < volumes.size(); index++) {
            for (PlannedItem item : volumes.get(index)) {
                table.append(line(item, index + 1));
            }
        }
        return new WrittenFile(OwnFiles.ITEMS, table.toString());
    }

    /** How long the table is at most, in UTF-8, while nobody knows which item is in which of so many volumes. */
    static long bytesAtMost(List<PlannedItem> items, int volumes) {
        return Utf8.length(BEGINNING)
                + items.stream()
                        .mapToLong(item -> Utf8.length(line(item, volumes)))
                        .sum();
    }

    private static String line(PlannedItem planned, int volume) {
        return CsvTable.line(
                planned.item().name(),
                planned.album().orElse(""),
                planned.item().takenAt().map(Instant::toString).orElse(""),
                planned.planned().entry().bytes(),
                volume,
                planned.planned().entry().path());
    }
}
