package sundown.transfer;

import java.util.List;
import sundown.edge.CsvTable;

/** Failed items as comma-separated values, for spreadsheets. */
final class FailuresTable {
    private FailuresTable() {}

    static String write(List<FailedItem> failures) {
        StringBuilder table = new StringBuilder(CsvTable.header("name", "bytes", "reason"));
        for (FailedItem failed : failures) {
            table.append(
                    CsvTable.line(failed.name(), failed.bytes(), failed.reason().sentence()));
        }
        return table.toString();
    }
}
