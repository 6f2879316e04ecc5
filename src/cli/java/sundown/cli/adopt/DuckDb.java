package sundown.cli.adopt;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBFunctions;

/**
 * A database in one file, which reads, sorts, and joins within a fixed memory, and the statements of this package, each
 * in a file. What a statement calls of this program may fail; the failure is that of the statement.
 */
public final class DuckDb implements Closeable {
    private static final Pattern PARAMETER = Pattern.compile("\\$\\{(\\w+)}");

    /** Each more takes memory, and a file is read by one. */
    static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

    private final Connection connection;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    private DuckDb(Connection connection) {
        this.connection = connection;
    }

    /** Opens a database, which is new or one that a process left when it died. */
    public static DuckDb open(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        try {
            DuckDb opened = new DuckDb(new DuckDBDriver().connect("jdbc:duckdb:" + file, properties));
            opened.register("crc32_of", text -> {
                CRC32 hash = new CRC32();
                hash.update(text.getBytes(StandardCharsets.UTF_8));
                return hash.getValue();
            });
            opened.run("duckdb", Map.of("threads", Integer.toString(THREADS)));
            return opened;
        } catch (SQLException failed) {
            throw new IOException(file + " cannot be opened: " + failed.getMessage(), failed);
        }
    }

    Connection connection() {
        return connection;
    }

    /** Keeps why a function of this program failed; the engine knows the text alone. */
    <X extends Exception> X failed(X why) {
        failure.compareAndSet(null, why);
        return why;
    }

    /** Gives statements a function of a text; nothing for nothing. */
    void register(String name, Function<String, Long> function) throws IOException {
        try (var builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(name)
                    .withParameter(String.class)
                    .withReturnType(Long.class)
                    .withFunction((String text) -> text == null ? null : function.apply(text))
                    .register(connection);
        } catch (SQLException invalid) {
            throw new IOException(invalid);
        }
    }

    /** The statements of a file, with these parameters in them. */
    public static List<String> statements(String file, Map<String, String> parameters) throws IOException {
        try (InputStream text = DuckDb.class.getResourceAsStream(file + ".sql")) {
            if (text == null) {
                throw new IOException("There are no statements " + file + ".");
            }
            String all = PARAMETER
                    .matcher(new String(text.readAllBytes(), StandardCharsets.UTF_8))
                    .replaceAll(found -> Matcher.quoteReplacement(Optional.ofNullable(parameters.get(found.group(1)))
                            .orElseThrow(() -> new IllegalStateException("no parameter " + found.group(1)))));
            return List.of(all.strip().split(";\n"));
        }
    }

    /** Runs the statements of a file. */
    public void run(String file, Map<String, String> parameters) throws IOException {
        for (String statement : statements(file, parameters)) {
            run(statement);
        }
    }

    void run(String statement) throws IOException {
        query(statement, rows -> null);
    }

    /** Reads a value of a row; what a statement calls may fail when a row is asked for. */
    public interface RowReaderOf<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The rows of a query. */
    public <T> List<T> query(String query, RowReaderOf<T> reader) throws IOException {
        List<T> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(query)) {
                try (ResultSet found = statement.getResultSet()) {
                    while (found.next()) {
                        rows.add(reader.read(found));
                    }
                }
            }
            return rows;
        } catch (SQLException failed) {
            throw because(failed);
        }
    }

    /** Takes rows of a result, as many as come at once. */
    interface ChunkTaker {
        void take(DuckDBDataChunkReader rows) throws IOException;
    }

    /** Hands on the rows of a query in their order, a few thousand at a time. */
    void each(String query, ChunkTaker taker) throws IOException {
        try (var statement = connection.prepareStatement(query).unwrap(org.duckdb.DuckDBPreparedStatement.class);
                var found = statement.query()) {
            while (found.nextChunk()) {
                taker.take(found.chunk());
            }
        } catch (SQLException failed) {
            throw because(failed);
        }
    }

    private IOException because(SQLException failed) {
        return switch (failure.get()) {
            case IOException own -> own;
            case RuntimeException own -> throw own;
            case null, default -> new IOException("The database failed: " + failed.getMessage(), failed);
        };
    }

    /** A text as SQL writes it. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }
}
