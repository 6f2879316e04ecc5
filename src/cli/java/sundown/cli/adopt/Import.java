package sundown.cli.adopt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sundown.cli.adopt.Mapping.Format;
import sundown.cli.adopt.Mapping.TableMapping;
import sundown.cli.adopt.Place.LocalPlace;
import sundown.cli.adopt.Place.Source;
import sundown.cli.adopt.Table.Field;
import sundown.cli.adopt.Totals.Counted;

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
        Map<Table, List<Source>> files,
        int parts,
        Optional<Place> since,
        Meter meter) {
    static final String REFUSED = "SELECT split_part(refused, ' ', 2), count(*) FROM refusals GROUP BY 1";

    private static final String BY_KEY = "partition_key, sort_key";
    private static final Pattern MADE = Pattern.compile("CREATE (?:OR REPLACE VIEW|TABLE IF NOT EXISTS) (\\w+)");

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
        /** @param counted all rows and the control totals */
        static Result of(
                List<Counted> counted, Map<Reason, Long> refused, Changes accounts, Changes items, Changes claims) {
            Map<Boolean, List<Counted>> byKind = counted.stream()
                    .collect(Collectors.partitioningBy(one -> one.name().equals("rows")));
            long rows = byKind.get(true).stream().mapToLong(Counted::number).sum();
            return new Result(rows, refused, Totals.of(byKind.get(false)), accounts, items, claims);
        }

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
        Map<Table, List<String>> paths = new EnumMap<>(Table.class);
        for (Table table : Table.EXPORTED) {
            paths.put(table, register(table));
            if (!Mapping.DATES.contains(sql.mapping().of(table).dates())) {
                engine.register(ImportSql.dateFunction(table), sql.dates(table));
            }
        }
        runEach(DuckDb.statements(Import.class, "import", sql.parameters(files, paths)));
        Map<Table, Changes> changes = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            changes.put(table, since.isPresent() ? compare(table) : Changes.NONE);
        }
        engine.run("COPY (SELECT file, line, \"column\", field, reason || taken AS reason FROM errors"
                + " ORDER BY kind, number, line) TO "
                + DuckDb.text(folder.errorsFile().toString())
                + " (FORMAT csv, HEADER, FORCE_QUOTE (file, \"column\", field, reason))");
        List<Counted> counted = engine.query(
                "SELECT name, part, number FROM counted",
                row -> new Counted(row.getString(1), row.getString(2), row.getLong(3)));
        Map<Reason, Long> refused = new EnumMap<>(Reason.class);
        engine.query(REFUSED, row -> refused.put(Reason.valueOf(row.getString(1)), row.getLong(2)));
        return Result.of(
                counted, refused, changes.get(Table.ACCOUNTS), changes.get(Table.ITEMS), changes.get(Table.CLAIMS));
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
        meter.begin("Write", "rows", result.totals().rows() + result.changes());
        for (Table table : Table.values()) {
            String place = Table.EXPORTED.contains(table) ? "file, line" : BY_KEY;
            PartFiles.write(engine, folder, table + "_rows", place, table.toString(), parts, meter::doneAndCount);
            if (since.isPresent()) {
                PartFiles.write(
                        engine, folder, table + "_changes", BY_KEY, "delta/" + table, parts, meter::doneAndCount);
            }
        }
    }

    /** Has statements read the files of a table; returns the paths of those that the engine reads by itself. */
    private List<String> register(Table table) throws IOException {
        TableMapping its = sql.mapping().of(table);
        if (its.format() == Format.PARQUET) {
            return parquet(table);
        }
        boolean lines = its.format() == Format.JSONL;
        ExportedRows.register(
                engine,
                "exported_" + table,
                lines
                        ? List.of("json")
                        : table.fields().stream().map(Field::column).toList(),
                files.get(table),
                file -> lines
                        ? RowReader.lines(file, meter::done)
                        : CsvReader.named(file, its.delimiter(), sql.columns(table), name -> name, meter::done),
                meter::count);
        return List.of();
    }

    /** The engine reads Parquet by itself. */
    private List<String> parquet(Table table) throws IOException {
        List<String> paths = new ArrayList<>();
        for (Source file : files.get(table)) {
            String path = onDisk(table, file, paths.size()).toString();
            List<String> columns =
                    engine.query("SELECT name FROM parquet_schema(" + DuckDb.text(path) + ")", row -> row.getString(1));
            for (String column : sql.mapping().of(table).columns().values()) {
                if (!columns.contains(column)) {
                    throw new IllegalArgumentException(file + " has no column " + column + ".");
                }
            }
            paths.add(path);
        }
        return paths;
    }

    /** Parquet is not read from its beginning to its end, so a file in S3 is copied first. */
    private Path onDisk(Table table, Source file, int number) throws IOException {
        if (file.place() instanceof LocalPlace local) {
            return local.path();
        }
        Path copy = folder.temporary("exported-" + table + "-" + number + ".parquet");
        try (InputStream bytes = file.open()) {
            Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }

    private Changes compare(Table table) throws IOException {
        ExportedRows.registerTable(engine, table + "_before", since.orElseThrow(), table, parts);
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
}
