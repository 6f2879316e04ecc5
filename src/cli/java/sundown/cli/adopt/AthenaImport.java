package sundown.cli.adopt;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.cli.adopt.Import.Changes;
import sundown.cli.adopt.Import.Result;
import sundown.cli.adopt.ImportFolder.Begun;
import sundown.cli.adopt.Mapping.Format;
import sundown.cli.adopt.Mapping.TableMapping;
import sundown.cli.adopt.Place.Source;
import sundown.cli.adopt.Table.Field;
import sundown.cli.adopt.Totals.Counted;
import sundown.digest.Sha256;

/**
 * Reads, checks, and joins exported files in S3 by the statements in {@code import.sql}, with Athena. Each table that a
 * statement made is there for good: when the import died, it goes on with the next.
 *
 * @param files by table, in their order
 * @param begun all that the import depends on
 */
record AthenaImport(Engine engine, ImportSql sql, Map<Table, List<Source>> files, Begun begun) {
    /** Athena takes no longer statement. */
    private static final int STATEMENT_BYTES_MAX = 262_144;

    private static final int MARK_DIGITS = 12;

    private static final Pattern MADE =
            Pattern.compile("CREATE (?:EXTERNAL TABLE|OR REPLACE VIEW|TABLE IF NOT EXISTS) (\\w+)");
    private static final Pattern COMMENT = Pattern.compile("(?m)^ *--.*\\n");

    /** Runs statements in the database of the import, each to its end. */
    interface Engine {
        void run(String statement) throws IOException;

        /** The rows of a result; null stands for nothing. */
        List<List<String>> query(String query) throws IOException;
    }

    /**
     * Requires what Athena can read.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    void requireReadable() throws IOException {
        for (Table table : Table.EXPORTED) {
            TableMapping its = sql.mapping().of(table);
            checkArgument(
                    its.format() != Format.PARQUET, "Athena imports CSV and JSON Lines, and %s are Parquet.", table);
            checkArgument(sql.readsDates(table), "Athena reads no dates of %s in the form %s.", table, its.dates());
            Place folder = folder(table);
            for (Source file : files.get(table)) {
                checkArgument(
                        file.place().parent().equals(folder),
                        "Athena reads whole folders, and %s is not in %s.",
                        file,
                        folder);
                checkArgument(
                        file.bytes() > 0 || !file.toString().endsWith(".gz"),
                        "%s is no whole gzip file: get it again.",
                        file);
            }
            List<String> names = files.get(table).stream().map(Source::toString).toList();
            for (String other :
                    folder instanceof S3Place bucket ? bucket.sizes().keySet() : List.<String>of()) {
                String name = folder.child(other).toString();
                checkArgument(
                        other.isEmpty() || other.endsWith("/") || names.contains(name),
                        "Athena reads whole folders, and the files of %s do not have %s.",
                        table,
                        name);
            }
        }
    }

    private Place folder(Table table) {
        return files.get(table).getFirst().place().parent();
    }

    /** Does all that can be done before it is decided whether anything is written. */
    Result run() throws IOException {
        String mark = "import_" + Sha256.over(begun.toString()).hex().substring(0, MARK_DIGITS);
        List<String> made =
                engine.query("SHOW TABLES").stream().map(List::getFirst).toList();
        checkArgument(
                made.isEmpty() || made.contains(mark),
                "The database has tables of something else: choose another --database.");
        for (String statement : statements(mark)) {
            Matcher makes = MADE.matcher(statement);
            if (!makes.find() || !made.contains(makes.group(1))) {
                engine.run(statement.replace(" IF NOT EXISTS", ""));
            }
        }
        requireRead();
        Map<Reason, Long> refused = new EnumMap<>(Reason.class);
        engine.query(Import.REFUSED).forEach(row -> refused.put(Reason.valueOf(row.get(0)), Long.valueOf(row.get(1))));
        List<Counted> counted = engine.query("SELECT name, part, number FROM counted").stream()
                .map(row -> new Counted(row.get(0), row.get(1), Long.parseLong(row.get(2))))
                .toList();
        return Result.of(counted, refused, Changes.NONE, Changes.NONE, Changes.NONE);
    }

    /** All statements, as Athena takes them but for the first words of those that make tables. */
    private List<String> statements(String mark) throws IOException {
        List<String> statements = new ArrayList<>(DuckDb.statements(
                AthenaImport.class, "athena_import", Map.of("mark", mark, "currencies", DuckDb.currencies())));
        for (Table table : Table.EXPORTED) {
            String form = sql.mapping().of(table).format() == Format.CSV ? "athena_csv" : "athena_jsonl";
            statements.addAll(DuckDb.statements(AthenaImport.class, form, lines(table)));
        }
        statements.addAll(DuckDb.statements(AthenaImport.class, "import", sql.parameters(files, Map.of())));
        Macros macros = Macros.of(DuckDb.statements(AthenaImport.class, "athena", Map.of()));
        return statements.stream()
                .map(statement -> macros.expand(
                                COMMENT.matcher(statement).replaceAll("").strip())
                        .replaceFirst(";\\z", ""))
                .peek(statement -> checkArgument(
                        statement.getBytes(StandardCharsets.UTF_8).length <= STATEMENT_BYTES_MAX,
                        "A statement is longer than Athena takes: export to fewer files."))
                .toList();
    }

    /** What the statements that read the lines of a table have. */
    private Map<String, String> lines(Table table) throws IOException {
        TableMapping its = sql.mapping().of(table);
        Map<String, String> parameters = new HashMap<>();
        parameters.put("table", table.toString());
        parameters.put("folder", DuckDb.text(folder(table) + "/"));
        List<Field> fields = table.fields();
        List<String> rows = new ArrayList<>();
        for (Source file : files.get(table)) {
            String row = rows.size() + ", " + DuckDb.text(file.toString());
            rows.add("(" + row + (its.format() == Format.CSV ? cells(table, file) : "") + ")");
        }
        parameters.put("files", String.join(", ", rows));
        String delimiter = ImportSql.escaped(its.delimiter().toString());
        parameters.put("delimiter", DuckDb.text(its.delimiter().toString()));
        parameters.put("cell", DuckDb.text("%1$s(\"(?:[^\"]|\"\")*\" *|[^\"%1$s][^%1$s]*|)".formatted(delimiter)));
        parameters.put(
                "cells",
                fields.stream()
                        .filter(its.columns()::containsKey)
                        .map(field ->
                                "cell(cells, places[%d]) AS %s".formatted(fields.indexOf(field) + 1, field.column()))
                        .collect(Collectors.joining(", ")));
        return parameters;
    }

    /** The places of a CSV file's columns, as its first line has them, and how many there are. */
    private String cells(Table table, Source file) throws IOException {
        try (CsvReader reader =
                CsvReader.named(file, sql.mapping().of(table).delimiter(), sql.columns(table), name -> name, _ -> {})) {
            checkArgument(reader.lines() <= 1, "%s has its column names in a line that is not the first.", file);
            return ", ARRAY" + reader.places() + ", " + reader.width();
        }
    }

    /** @throws IllegalArgumentException when a file has a row that DuckDB may read, or would not read either */
    private void requireRead() throws IOException {
        for (List<String> row : engine.query("SELECT kind, CAST(file AS VARCHAR), count(*) FROM refusals"
                + " WHERE refused = 'row NOT_READ' GROUP BY kind, file ORDER BY kind, file")) {
            Table table = Table.valueOf(row.get(0).toUpperCase(Locale.ROOT));
            String file = row.get(1) == null
                    ? "A file in " + folder(table)
                    : files.get(table).get(Integer.parseInt(row.get(1))).toString();
            throw new IllegalArgumentException(file + " cannot be read: " + row.get(2) + " lines are not CSV in UTF-8,"
                    + " or have a cell with a line break or the character U+0001, which Athena does not read.");
        }
    }

    /** How many rows of each file are refused for each reason, as CSV. */
    String errors() throws IOException {
        List<List<String>> rows = engine.query("SELECT file, \"column\", field, reason, CAST(count(*) AS VARCHAR)"
                + " FROM errors GROUP BY kind, number, file, \"column\", field, reason"
                + " ORDER BY kind, number, \"column\", field, reason");
        return Stream.concat(Stream.of(List.of("file", "column", "field", "reason", "rows")), rows.stream())
                .map(row -> row.stream()
                        .map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"")
                        .collect(Collectors.joining(",", "", "\n")))
                .collect(Collectors.joining());
    }

    /** Has Athena write the rows of a table as DynamoDB imports them from S3. */
    void write(Table table, Place folder) throws IOException {
        engine.run("UNLOAD (SELECT json FROM " + table + "_rows) TO " + DuckDb.text(folder + "/")
                + " WITH (format = 'TEXTFILE', compression = 'GZIP')");
    }
}
