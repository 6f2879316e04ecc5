package sundown.archive.plan;

import java.util.List;
import sundown.edge.CsvTable;

/** {@code left-out-1.csv}: what a volume lacks, and why. */
final class LeftOutTable {
    private LeftOutTable() {}

    static WrittenFile write(int volume, List<LeftOut> items) {
        StringBuilder table = new StringBuilder(CsvTable.BYTE_ORDER_MARK);
        table.append(CsvTable.header("name", "album", "reason"));
        for (LeftOut item : items) {
            table.append(CsvTable.line(
                    item.name(), item.album().orElse(""), item.reason().sentence()));
        }
        return new WrittenFile(OwnFiles.leftOut(volume), table.toString());
    }
}
