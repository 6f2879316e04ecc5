package sundown.cli.adopt;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
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
final class ExportedRows implements DuckDBTableFunction<ExportedRows, ExportedRows, ExportedRows.Reading> {
    /** Opens a file. */
    interface Opener {
        RowReader open(Source file) throws IOException;
    }

    private final DuckDb engine;
    private final List<Field> fields;
    private final List<Source> files;
    private final Opener opener;
    private final Meter meter;
    private final AtomicInteger next = new AtomicInteger();

    private ExportedRows(DuckDb engine, List<Field> fields, List<Source> files, Opener opener, Meter meter) {
        this.engine = engine;
        this.fields = fields;
        this.files = files;
        this.opener = opener;
        this.meter = meter;
    }

    /** What one thread reads. */
    static final class Reading {
        private final Row row;
        private RowReader reader;
        private int file;

        Reading(List<Field> fields) {
            this.row = new Row(fields);
        }
    }

    /** Names the function of a table's files. */
    static void register(
            DuckDb engine, String name, List<Field> fields, List<Source> files, Opener opener, Meter meter)
            throws IOException {
        try (var builder = DuckDBFunctions.tableFunction()) {
            builder.withName(name)
                    .withFunction(new ExportedRows(engine, fields, files, opener, meter))
                    .register(engine.connection());
        } catch (SQLException invalid) {
            throw new IOException(invalid);
        }
    }

    @Override
    public ExportedRows bind(DuckDBTableFunctionBindInfo columns) throws SQLException {
        columns.addResultColumn("file", Integer.class);
        columns.addResultColumn("line", Long.class);
        columns.addResultColumn("fault", String.class);
        for (Field field : fields) {
            columns.addResultColumn(column(field), String.class);
        }
        return this;
    }

    /** The name of a field's column. */
    static String column(Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public ExportedRows init(DuckDBTableFunctionInitInfo call) throws SQLException {
        next.set(0);
        call.setMaxThreads(DuckDb.THREADS);
        return this;
    }

    @Override
    public Reading localInit(DuckDBTableFunctionInitInfo call) {
        return new Reading(fields);
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
        byte[][][] columns = new byte[fields.size()][most][];
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
                for (int field = 0; field < columns.length; field++) {
                    columns[field][count] = row.cells[field];
                }
                count++;
            } else {
                reading.reader.close();
                reading.reader = null;
            }
        }
        for (int field = 0; field < columns.length && count > 0; field++) {
            rows.vector(3L + field).setStringUtf8Batch(0, Arrays.copyOf(columns[field], count));
        }
        meter.checked(count);
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
