package sundown.cli.adopt;

import java.util.Comparator;

/**
 * A row that was taken, and where it comes from.
 *
 * @param file its place among the files of the table
 * @param line from 1
 */
record Entry(Row row, int file, long line) implements Comparable<Entry> {
    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::row, Row.BY_KEY)
            .thenComparingInt(Entry::file)
            .thenComparingLong(Entry::line);

    @Override
    public int compareTo(Entry other) {
        return ORDER.compare(this, other);
    }
}
