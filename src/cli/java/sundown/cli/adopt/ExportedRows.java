package sundown.cli.adopt;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import sundown.cli.adopt.Place.LocalPlace;
import sundown.cli.adopt.Place.Source;

/**
 * Rows of files as a function of SQL: the place of the file among those of the table, the line, what is wrong with all
 * of the row, and a text for each field. Several files are read at once.
 */
public final class ExportedRows
        implements DuckDBTableFunction<ExportedRows, AtomicInteger, AtomicReference<ExportedRows.OpenFile>> {
    /** Opens a file. */
    public interface Opener {
        RowReader open(Source file) throws IOException;
    }

    record OpenFile(int number, RowReader rows) {}

    /** So that the engine keeps the smaller side of a join in memory. */
    private static final int BYTES_OF_A_ROW = 100;

    private final DuckDb engine;
    private final List<String> columns;
    private final List<Source> files;
    private final Opener opener;
    private final LongConsumer read;

    private ExportedRows(DuckDb engine, List<String> columns, List<Source> files, Opener opener, LongConsumer read) {
        this.engine = engine;
        this.columns = columns;
        this.files = files;
        this.opener = opener;
        this.read = read;
    }

    /**
     * Names the function of a table's files.
     *
     * @param read is told of rows that were read
     */
    public static void register(
            DuckDb engine, String name, List<String> columns, List<Source> files, Opener opener, LongConsumer read)
            throws IOException {
        try (var builder = DuckDBFunctions.tableFunction()) {
            builder.withName(name)
                    .withFunction(new ExportedRows(engine, columns, files, opener, read))
                    .register(engine.connection());
        } catch (SQLException invalid) {
            throw new IOException(invalid);
        }
    }

    /**
     * Names the function of all items of a finished import, each a line of JSON.
     *
     * @throws IllegalArgumentException with a sentence for the user when no import is finished there
     */
    public static void registerItems(DuckDb engine, String name, Path folder) throws IOException {
        Place place = new LocalPlace(folder);
        registerTable(
                engine, name, place, Table.ITEMS, ImportFolder.finished(place).parts());
    }

    /** Names the function of a table of a finished import. */
    static void registerTable(DuckDb engine, String name, Place folder, Table table, int parts) throws IOException {
        List<Source> files = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            folder.child(ImportFolder.file(table.toString(), part)).find().ifPresent(files::add);
        }
        register(engine, name, List.of("json"), files, file -> RowReader.lines(file, _ -> {}), _ -> {});
    }

    @Override
    public ExportedRows bind(DuckDBTableFunctionBindInfo call) throws SQLException {
        call.addResultColumn("file", Integer.class);
        call.addResultColumn("line", Long.class);
        call.addResultColumn("fault", String.class);
        for (String column : columns) {
            call.addResultColumn(column, String.class);
        }
        call.setCardinality(files.stream().mapToLong(Source::bytes).sum() / BYTES_OF_A_ROW + 1, false);
        return this;
    }

    /** The number of the next file. */
    @Override
    public AtomicInteger init(DuckDBTableFunctionInitInfo call) throws SQLException {
        call.setMaxThreads(DuckDb.THREADS);
        return new AtomicInteger();
    }

    /** What one thread reads. */
    @Override
    public AtomicReference<OpenFile> localInit(DuckDBTableFunctionInitInfo call) {
        return new AtomicReference<>();
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter rows) throws Exception {
        try {
            return read(call.getInitData(), call.getLocalInitData(), rows);
        } catch (IOException | RuntimeException failed) {
            throw engine.failed(failed);
        }
    }

    private long read(AtomicInteger next, AtomicReference<OpenFile> open, DuckDBDataChunkWriter rows)
            throws IOException {
        int most = (int) rows.capacity();
        byte[][][] cells = new byte[columns.size()][most][];
        int count = 0;
        while (count < most && (open.get() != null || open(next, open))) {
            RowReader reader = open.get().rows();
            if (!reader.next()) {
                reader.close();
                open.set(null);
                continue;
            }
            rows.vector(0).setInt(count, open.get().number());
            rows.vector(1).setLong(count, reader.line);
            if (reader.fault == null) {
                rows.vector(2).setNull(count);
            } else {
                rows.vector(2).setString(count, reader.fault);
            }
            for (int column = 0; column < cells.length; column++) {
                cells[column][count] = reader.cells[column];
            }
            count++;
        }
        for (int column = 0; column < cells.length && count > 0; column++) {
            rows.vector(3L + column).setStringUtf8Batch(0, Arrays.copyOf(cells[column], count));
        }
        if (count > 0) {
            read.accept(count);
        }
        return count;
    }

    /** Opens the next file, if there is one. */
    private boolean open(AtomicInteger next, AtomicReference<OpenFile> open) throws IOException {
        int number = next.getAndIncrement();
        if (number >= files.size()) {
            return false;
        }
        open.set(new OpenFile(number, opener.open(files.get(number))));
        return true;
    }
}
