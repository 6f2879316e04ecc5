package sundown.cli.adopt;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.cli.adopt.Step.Changes;

/** Compares a part of a table with that of the import before: both are in the order of their keys. */
final class Comparison implements Closeable {
    private final Stream<String> lines;
    private final Iterator<Row> before;
    private final RowFile delta;
    private Optional<Row> next;
    private long added;
    private long changed;
    private long removed;

    /** @param lines the rows of the import before; closed with this */
    Comparison(Table table, Stream<String> lines, RowFile delta) {
        this.lines = lines;
        this.before = lines.map(line -> RowJson.row(table, line)).iterator();
        this.delta = delta;
        this.next = following();
    }

    private Optional<Row> following() {
        return before.hasNext() ? Optional.of(before.next()) : Optional.empty();
    }

    /** Takes the next row. */
    void add(Row row) throws IOException {
        while (next.isPresent() && Row.BY_KEY.compare(next.get(), row) < 0) {
            removeNext();
        }
        if (next.isEmpty() || Row.BY_KEY.compare(next.get(), row) > 0) {
            added++;
            delta.add(RowJson.change("", row.json()));
        } else {
            if (!next.get().json().equals(row.json())) {
                changed++;
                delta.add(RowJson.change(next.get().json(), row.json()));
            }
            next = following();
        }
    }

    private void removeNext() throws IOException {
        removed++;
        delta.add(RowJson.change(next.orElseThrow().json(), ""));
        next = following();
    }

    /** What differs, once all rows were taken. */
    Changes end() throws IOException {
        while (next.isPresent()) {
            removeNext();
        }
        return new Changes(added, changed, removed);
    }

    @Override
    public void close() throws IOException {
        lines.close();
        delta.close();
    }
}
