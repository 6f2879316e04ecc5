package sundown.transfer;

import java.util.List;

/**
 * Failed items as comma-separated values (RFC 4180). A value that a spreadsheet would take for a formula gets a leading
 * apostrophe, for file names come from anywhere (OWASP, "CSV injection").
 */
final class FailuresTable {
    private static final String LINE_END = "\r\n";
    private static final String FORMULA_BEGINNINGS = "=+-@\t\r\n＝＋－＠";

    private FailuresTable() {}

    static String write(List<FailedItem> failures) {
        StringBuilder table = new StringBuilder("name,bytes,reason").append(LINE_END);
        for (FailedItem failed : failures) {
            table.append(quoted(failed.name()))
                    .append(',')
                    .append(failed.bytes())
                    .append(',')
                    .append(quoted(failed.reason().sentence()))
                    .append(LINE_END);
        }
        return table.toString();
    }

    private static String quoted(String value) {
        boolean formula = !value.isEmpty() && FORMULA_BEGINNINGS.indexOf(value.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
}
