package sundown.cli.adopt;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBFunctions;
import sundown.cli.adopt.Place.Source;

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

    private final Optional<Path> temporary;

    private DuckDb(Connection connection, Optional<Path> temporary) {
        this.connection = connection;
        this.temporary = temporary;
    }

    /** Opens a database, which is new or one that a process left when it died. */
    static DuckDb open(Path file) throws IOException {
        return open(file, Optional.empty());
    }

    /** Opens a new database in a folder, or in that of the system, which leaves nothing there when it is closed. */
    public static DuckDb temporary(Optional<Path> work) throws IOException {
        Path folder = work.isPresent()
                ? Files.createTempDirectory(work.get(), "sundown")
                : Files.createTempDirectory("sundown");
        return open(folder.resolve("database"), Optional.of(folder));
    }

    private static DuckDb open(Path file, Optional<Path> temporary) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        try {
            DuckDb opened = new DuckDb(new DuckDBDriver().connect("jdbc:duckdb:" + file, properties), temporary);
            opened.register("crc32_of", text -> {
                CRC32 hash = new CRC32();
                hash.update(text.getBytes(StandardCharsets.UTF_8));
                return hash.getValue();
            });
            opened.run(
                    DuckDb.class, "duckdb", Map.of("threads", Integer.toString(THREADS), "currencies", currencies()));
            return opened;
        } catch (SQLException failed) {
            throw new IOException(file + " cannot be opened: " + failed.getMessage(), failed);
        }
    }

    /** All that have minor units, each with how many decimals. */
    static String currencies() {
        return Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .map(currency -> "('" + currency.getCurrencyCode() + "', " + currency.getDefaultFractionDigits() + ")")
                .collect(Collectors.joining(", "));
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

    /** The statements of a file beside a class, with these parameters in them. */
    static List<String> statements(Class<?> beside, String file, Map<String, String> parameters) throws IOException {
        try (InputStream text = beside.getResourceAsStream(file + ".sql")) {
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

    /** Runs the statements of a file beside a class. */
    public void run(Class<?> beside, String file, Map<String, String> parameters) throws IOException {
        for (String statement : statements(beside, file, parameters)) {
            run(statement);
        }
    }

    /** Runs a statement. */
    public void run(String statement) throws IOException {
        query(statement, rows -> null);
    }

    /** Reads a value of a row. */
    public interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The rows of a query. */
    public <T> List<T> query(String query, Reading<T> reader) throws IOException {
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

    /**
     * Requires that no row of a table has something wrong.
     *
     * @param table has the columns file, line, wrong, and cell: the name of a column and what is wrong with its cell,
     *     or only the name where there is no cell
     * @throws IllegalArgumentException with a sentence for the user about the first
     */
    public void requireRight(String table, List<Source> files) throws IOException {
        query(
                        "SELECT file, line, wrong, cell FROM " + table
                                + " WHERE wrong IS NOT NULL ORDER BY file, line LIMIT 1",
                        row -> wrong(files.get(row.getInt(1)), row.getLong(2), row.getString(3), row.getString(4)))
                .forEach(wrong -> {
                    throw new IllegalArgumentException(wrong);
                });
    }

    private static String wrong(Source file, long line, String wrong, String cell) {
        String[] columnAndWhy = wrong.split(" ", 2);
        return "%s, line %d: ".formatted(file, line)
                + (columnAndWhy.length == 1
                        ? "there is no %s.".formatted(wrong)
                        : "the %s \"%s\" %s.".formatted(columnAndWhy[0], cell, columnAndWhy[1]));
    }

    /** Fills a table with rows, one by one. Of several fillings, one thread takes turns. */
    public record Filling(DuckDBAppender appender) implements AutoCloseable {
        /** Adds a row of texts, whole numbers, and truth values. */
        public void add(Object... row) {
            try {
                appender.beginRow();
                for (Object value : row) {
                    switch (value) {
                        case Long number -> appender.append(number.longValue());
                        case Boolean truth -> appender.append(truth.booleanValue());
                        default -> appender.append(value.toString());
                    }
                }
                appender.endRow();
            } catch (SQLException invalid) {
                throw new IllegalStateException(invalid);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                appender.close();
            } catch (SQLException failed) {
                throw new IOException(failed);
            }
        }
    }

    public Filling fill(String table) throws IOException {
        try {
            return new Filling(connection.unwrap(DuckDBConnection.class).createAppender(table));
        } catch (SQLException failed) {
            throw new IOException(failed);
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
    public static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
        if (temporary.isPresent()) {
            MoreFiles.deleteRecursively(temporary.get(), RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }
}
