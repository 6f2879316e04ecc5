package sundown.edge;

import java.util.StringJoiner;

/**
 * Lines of comma-separated values (RFC 4180). Texts may come from anyone, so a text that a spreadsheet would read as a
 * formula gets a leading apostrophe (OWASP, "CSV injection").
 */
public final class CsvTable {
    /** The first character of a file: tells spreadsheets that the text is UTF-8. */
    public static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String LINE_END = "\r\n";
    private static final String FORMULA_BEGINNINGS = "=+-@\t\r\n＝＋－＠";

    private CsvTable() {}

    /** The first line. */
    public static String header(String... columns) {
        return String.join(",", columns) + LINE_END;
    }

    /** One line. Quotes everything except numbers. */
    public static String line(Object... cells) {
        StringJoiner line = new StringJoiner(",", "", LINE_END);
        for (Object cell : cells) {
            line.add(cell instanceof Number ? cell.toString() : quoted(cell.toString()));
        }
        return line.toString();
    }

    private static String quoted(String text) {
        boolean formula = !text.isEmpty() && FORMULA_BEGINNINGS.indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
