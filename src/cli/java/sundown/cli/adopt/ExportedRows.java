package sundown.cli.adopt;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import sundown.cli.adopt.RowReader.Row;

/**
 * Rows of files as a function of SQL: the place of the file among those of the table, the line, what is wrong with all
 * of the row, and a text for each field. Several files are read at once.
 */
public final class ExportedRows implements DuckDBTableFunction<ExportedRows, ExportedRows, ExportedRows.Reading> {
    /** Opens a file. */
    public interface Opener {
        RowReader open(Source file) throws IOException;
    }

    /** So that the engine keeps the smaller side of a join in memory. */
    private static final int BYTES_OF_A_ROW = 100;

    private final DuckDb engine;
    private final List<String> columns;
    private final List<Source> files;
    private final Opener opener;
    private final LongConsumer read;
    private final AtomicInteger next = new AtomicInteger();

    private ExportedRows(DuckDb engine, List<String> columns, List<Source> files, Opener opener, LongConsumer read) {
        this.engine = engine;
        this.columns = columns;
        this.files = files;
        this.opener = opener;
        this.read = read;
    }

    /** What one thread reads. */
    static final class Reading {
        private final Row row;
        private RowReader reader;
        private int file;

        Reading(int columns) {
            this.row = new Row(columns);
        }
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

    @Override
    public ExportedRows init(DuckDBTableFunctionInitInfo call) throws SQLException {
        next.set(0);
        call.setMaxThreads(DuckDb.THREADS);
        return this;
    }

    @Override
    public Reading localInit(DuckDBTableFunctionInitInfo call) {
        return new Reading(columns.size());
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter rows) throws Exception {
        try {
            return read(call.getLocalInitData(), rows);
        } catch (IOException | RuntimeException failed) {
            throw engine.failed(failed);
        }
    }

    private long read(Reading reading, DuckDBDataChunkWriter rows) throws IOException {
        int most = (int) rows.capacity();
        byte[][][] cells = new byte[columns.size()][most][];
        int count = 0;
        while (count < most && (reading.reader != null || open(reading))) {
            Row row = reading.row;
            if (reading.reader.next(row)) {
                rows.vector(0).setInt(count, reading.file);
                rows.vector(1).setLong(count, row.line);
                if (row.fault == null) {
                    rows.vector(2).setNull(count);
                } else {
                    rows.vector(2).setString(count, row.fault);
                }
                for (int column = 0; column < cells.length; column++) {
                    cells[column][count] = row.cells[column];
                }
                count++;
            } else {
                reading.reader.close();
                reading.reader = null;
            }
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
    private boolean open(Reading reading) throws IOException {
        reading.file = next.getAndIncrement();
        if (reading.file >= files.size()) {
            return false;
        }
        reading.reader = opener.open(files.get(reading.file));
        return true;
    }
}
