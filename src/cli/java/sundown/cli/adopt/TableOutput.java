package sundown.cli.adopt;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import sundown.cli.adopt.Step.Changes;

/** A part of a table, as it is written and compared with the import before. */
record TableOutput(RowFile rows, Optional<Comparison> comparison) implements Closeable {
    /** @param since the folder of the import before */
    static TableOutput create(ImportFolder folder, Optional<Place> since, Table table, int part) throws IOException {
        RowFile rows = RowFile.create(folder.unfinished(table.toString(), part));
        return since.isEmpty()
                ? new TableOutput(rows, Optional.empty())
                : new TableOutput(
                        rows,
                        Optional.of(new Comparison(
                                table,
                                RowFile.lines(since.get().child(ImportFolder.file(table.toString(), part))),
                                RowFile.create(folder.unfinished("delta/" + table, part)))));
    }

    /** Takes the next row in the order of keys. */
    void add(Row row) throws IOException {
        rows.add(row.json());
        if (comparison.isPresent()) {
            comparison.get().add(row);
        }
    }

    /** What differs from the import before, once all rows were taken. */
    Changes end() throws IOException {
        return comparison.isPresent() ? comparison.get().end() : Changes.NONE;
    }

    @Override
    public void close() throws IOException {
        rows.close();
        if (comparison.isPresent()) {
            comparison.get().close();
        }
    }
}
