package sundown.cli.adopt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sundown.cli.adopt.CsvReader.Column;
import sundown.cli.adopt.Mapping.Format;
import sundown.cli.adopt.Mapping.TableMapping;

/**
 * Reads, checks, and joins the exported files by the statements in {@code import.sql}, and what differs from the import
 * before by {@code delta.sql}. Each table that a statement made is there for good: when the import died, it goes on
 * with the next.
 *
 * @param files by table, in their order
 * @param parts into how many files a table is split
 * @param since the folder of the import before
 */
record Import(
        DuckDb engine,
        ImportFolder folder,
        ImportSql sql,
        Map<Kind, List<Source>> files,
        int parts,
        Optional<Place> since,
        Meter meter) {
    private static final Pattern MADE = Pattern.compile("CREATE \\w+ IF NOT EXISTS (\\w+)");

    /** How the rows of a table differ from those of the import before. */
    record Changes(long added, long changed, long removed) {
        static final Changes NONE = new Changes(0, 0, 0);

        long all() {
            return added + changed + removed;
        }
    }

    /** What an import has counted. */
    record Result(
            long rows, Map<Reason, Long> refused, Totals totals, Changes accounts, Changes items, Changes claims) {
        long refusedRows() {
            return refused.values().stream().mapToLong(count -> count).sum();
        }

        long changes() {
            return accounts.all() + items.all() + claims.all();
        }

        long removed() {
            return accounts.removed() + items.removed() + claims.removed();
        }
    }

    /** Does all that can be done before it is decided whether anything is written. */
    Result run() throws IOException {
        Map<String, String> parameters = sql.parameters();
        for (Kind kind : Kind.values()) {
            parameters.put(kind.toString(), source(kind));
            engine.register(ImportSql.dateFunction(kind), text -> sql.seconds(kind, text));
        }
        runEach(DuckDb.statements(Import.class, "import", parameters));
        Map<Table, Changes> changes = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            changes.put(table, since.isPresent() ? compare(table) : Changes.NONE);
        }
        meter.end();
        folder.writeErrors(engine, sql.mapping(), files);
        return new Result(
                engine.query("SELECT all_rows FROM totals", row -> row.getLong(1))
                        .getFirst(),
                refused(),
                totals(),
                changes.get(Table.ACCOUNTS),
                changes.get(Table.ITEMS),
                changes.get(Table.CLAIMS));
    }

    private void runEach(List<String> statements) throws IOException {
        for (String statement : statements) {
            engine.run(statement);
            Matcher made = MADE.matcher(statement);
            if (made.find()) {
                folder.made(made.group(1));
            }
        }
    }

    /** Makes the rows that may be written. */
    void write(Result result) throws IOException {
        LongConsumer written = meter.writing(result.totals().rows() + result.changes());
        for (Table table : Table.values()) {
            PartFiles.write(engine, folder, table + "_rows", table.toString(), parts, written);
            if (since.isPresent()) {
                PartFiles.write(engine, folder, table + "_changes", "delta/" + table, parts, written);
            }
        }
        meter.end();
    }

    /** Where a statement finds the rows of a table's files. */
    private String source(Kind kind) throws IOException {
        TableMapping table = sql.mapping().of(kind);
        if (table.format() == Format.PARQUET) {
            return parquet(kind, table);
        }
        ExportedRows.register(
                engine,
                "exported_" + kind,
                kind.fields().stream().map(Field::column).toList(),
                files.get(kind),
                file -> reader(kind, table, file),
                meter::checked);
        return "exported_" + kind + "()";
    }

    private RowReader reader(Kind kind, TableMapping table, Source file) throws IOException {
        if (table.format() == Format.JSONL) {
            return new JsonReader(file, table, kind.fields(), meter::read);
        }
        List<Column> columns = kind.fields().stream()
                .map(field -> Optional.ofNullable(table.columns().get(field))
                        .map(name -> new Column(name, List.of(name)))
                        .orElse(new Column(field.toString(), List.of())))
                .toList();
        return CsvReader.named(file, table.delimiter(), table.absent(), columns, name -> name, meter::read);
    }

    /** The engine reads Parquet by itself; a row's line is its number in the file. */
    private String parquet(Kind kind, TableMapping table) throws IOException {
        List<String> paths = new ArrayList<>();
        for (Source file : files.get(kind)) {
            Path path = onDisk(kind, file, paths.size());
            List<String> columns = engine.query(
                    "SELECT name FROM parquet_schema(" + DuckDb.text(path.toString()) + ")", row -> row.getString(1));
            table.columns().values().stream()
                    .filter(column -> !columns.contains(column))
                    .findFirst()
                    .ifPresent(column -> {
                        throw new IllegalArgumentException(file + " has no column " + column + ".");
                    });
            paths.add(DuckDb.text(path.toString()));
        }
        String absent = table.absent().stream().map(DuckDb::text).sorted().collect(Collectors.joining(", "));
        String cells = kind.fields().stream()
                .map(field -> Optional.ofNullable(table.columns().get(field))
                                .map(column -> "CAST(\"" + column.replace("\"", "\"\"") + "\" AS VARCHAR)")
                                .map(text -> "CASE WHEN " + text + " NOT IN (" + absent + ") THEN " + text + " END")
                                .orElse("CAST(NULL AS VARCHAR)")
                        + " AS " + field.column())
                .collect(Collectors.joining(", "));
        String list = "[" + String.join(", ", paths) + "]";
        return "(SELECT CAST(list_position(" + list
                + ", filename) - 1 AS INTEGER) AS file, file_row_number + 1 AS line,"
                + " CAST(NULL AS VARCHAR) AS fault, " + cells + " FROM read_parquet(" + list
                + ", filename = TRUE, file_row_number = TRUE))";
    }

    /** Parquet is not read from its beginning to its end, so a file in S3 is copied first. */
    private Path onDisk(Kind kind, Source file, int number) throws IOException {
        if (file.place() instanceof LocalPlace local) {
            return local.path();
        }
        Path copy = folder.temporary("exported-" + kind + "-" + number + ".parquet");
        try (InputStream bytes = file.open()) {
            Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }

    private Changes compare(Table table) throws IOException {
        List<Source> before = ImportedItems.files(since.orElseThrow(), table, parts);
        ExportedRows.register(engine, table + "_before", List.of("json"), before, LineReader::new, _ -> {});
        runEach(DuckDb.statements(
                Import.class,
                "delta",
                Map.of(
                        "table",
                        table.toString(),
                        "partition",
                        table.partition(),
                        "sort",
                        table.sort().orElse("none"))));
        return engine.query(
                        "SELECT count(*) FILTER (added), count(*) FILTER (NOT added AND NOT removed),"
                                + " count(*) FILTER (removed) FROM " + table + "_changes",
                        row -> new Changes(row.getLong(1), row.getLong(2), row.getLong(3)))
                .getFirst();
    }

    private Map<Reason, Long> refused() throws IOException {
        Map<Reason, Long> refused = new EnumMap<>(Reason.class);
        engine.query(
                        "SELECT split_part(refused, ' ', 2), count(*) FROM refusals GROUP BY 1",
                        row -> Map.entry(Reason.valueOf(row.getString(1)), row.getLong(2)))
                .forEach(reason -> refused.put(reason.getKey(), reason.getValue()));
        return refused;
    }

    private Totals totals() throws IOException {
        SortedMap<String, Long> regions = counts("SELECT region, count(*) FROM taken_accounts GROUP BY 1");
        SortedMap<String, Long> fees = counts("SELECT fee_currency, CAST(sum(fee_minor_units) AS BIGINT)"
                + " FROM taken_accounts WHERE charge_id IS NOT NULL GROUP BY 1");
        return engine.query("SELECT * FROM totals", row -> {
                    long[] all = IntStream.rangeClosed(1, 11)
                            .mapToLong(column -> number(row, column))
                            .toArray();
                    return new Totals(
                            all[1], regions, all[2], all[3], fees, all[4], all[5], all[6], all[7], all[8], all[9],
                            all[10]);
                })
                .getFirst();
    }

    private static long number(ResultSet row, int column) {
        try {
            return row.getBigDecimal(column).longValueExact();
        } catch (SQLException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private SortedMap<String, Long> counts(String query) throws IOException {
        SortedMap<String, Long> counts = new TreeMap<>();
        engine.query(query, row -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }
}
