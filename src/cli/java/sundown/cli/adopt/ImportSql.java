package sundown.cli.adopt;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.account.PaidThrough;
import sundown.account.PaymentMethod;
import sundown.account.Region;
import sundown.cli.adopt.Mapping.TableMapping;
import sundown.cli.adopt.Mapping.Units;
import sundown.cli.adopt.Place.Source;
import sundown.cli.adopt.Table.Field;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/** What the statements of an import have of a mapping, a timeline, and a layout: pure. */
record ImportSql(Mapping mapping, Timeline timeline, int chunks) {
    private static final String NONE = "CAST(NULL AS VARCHAR)";

    /** The parts of a pattern of dates that an engine reads by itself; others are read by this program. */
    private static final Pattern DATE_PART = Pattern.compile("yyyy|uuuu|MM|dd|HH|mm|ss|'([^']+)'|[^A-Za-z'\\[\\]{}#]");

    private static final Map<String, String> DATE_PARTS =
            Map.of("yyyy", "%Y", "uuuu", "%Y", "MM", "%m", "dd", "%d", "HH", "%H", "mm", "%M", "ss", "%S");

    /** @param paths of the files of tables that the engine reads by itself */
    Map<String, String> parameters(Map<Table, List<Source>> files, Map<Table, List<String>> paths) {
        Map<String, String> parameters = new HashMap<>();
        List<List<Object>> names = new ArrayList<>();
        List<List<Object>> columns = new ArrayList<>();
        for (Table table : Table.EXPORTED) {
            for (int number = 0; number < files.get(table).size(); number++) {
                names.add(List.of(table, number, files.get(table).get(number)));
            }
            mapping.of(table).columns().forEach((field, column) -> columns.add(List.of(table, field, column)));
        }
        parameters.put("files", values(names));
        parameters.put("columns", values(columns));
        parameters.put(
                "reasons",
                values(Stream.of(Reason.values())
                        .map(reason -> List.<Object>of(reason, reason.sentence()))
                        .toList()));
        Table.EXPORTED.forEach(table -> parameters.put(table.toString(), rows(table, paths.get(table))));
        TableMapping accounts = mapping.accounts();
        parameters.put("code", "upper(" + replaced("coalesce(region, '')", accounts.regions()) + ")");
        parameters.put("unit", "upper(" + replaced("fee_currency", accounts.currencies()) + ")");
        parameters.put("minor", (accounts.fees() == Units.MAJOR ? "major" : "minor") + "_units(fee, digits)");
        parameters.put("paid", date(Table.ACCOUNTS, Field.PAID_AT));
        parameters.put("cancelled", date(Table.ACCOUNTS, Field.CANCELLED_AT));
        parameters.put("refundable", date(Table.ACCOUNTS, Field.REFUNDABLE_UNTIL));
        parameters.put("services", words(Stream.of(PaidThrough.values()).map(PaidThrough::word)));
        parameters.put(
                "elsewhere",
                words(Stream.of(PaidThrough.values())
                        .filter(service -> !service.refundable())
                        .map(PaidThrough::word)));
        parameters.put("methods", words(Stream.of(PaymentMethod.values()).map(PaymentMethod::word)));
        parameters.put("taken", date(Table.ITEMS, Field.TAKEN_AT));
        parameters.put("deleted", date(Table.ITEMS, Field.DELETED_AT));
        parameters.put("regions", regions());
        parameters.put("chunks", Integer.toString(chunks));
        TableMapping items = mapping.items();
        parameters.put("bucket", items.bucket() == null ? "NULL" : DuckDb.text(items.bucket()));
        parameters.put("own_key", items.objectKey() == null ? "object_key" : made(items.objectKey()));
        parameters.put("unreadable", items.objectKey() == null ? "FALSE" : "item_fault IS NOT NULL");
        GalleryLayout layout = GalleryLayout.of(items.layout());
        parameters.put(
                "in_known_bucket",
                startsWith(layout.parts().stream()
                        .map(BucketLayout::root)
                        .filter(root -> !root.isEmpty())
                        .toList()));
        parameters.put("deletable", byPart(layout, part -> startsWith(prefixes(part))));
        parameters.put("owner", byPart(layout, this::owner));
        parameters.put("in_own_folder", byPart(layout, ImportSql::inOwnFolder));
        parameters.put("has_folders", byPart(layout, part -> Boolean.toString(part.hasFolders())));
        parameters.put("folders_are_deleted", byPart(layout, part -> Boolean.toString(part.keepsGroupsApart())));
        return parameters;
    }

    /** By field of a table, the name of its column, or none. */
    List<List<String>> columns(Table table) {
        return table.fields().stream()
                .map(field -> mapping.of(table).column(field).map(List::of).orElse(List.of()))
                .toList();
    }

    /** Rows as they were exported: file, line, what is wrong with all of the row, and a text or nothing by field. */
    private String rows(Table table, List<String> paths) {
        TableMapping its = mapping.of(table);
        String absent =
                its.absent().stream().map(DuckDb::text).sorted().collect(Collectors.joining(", ", " NOT IN (", ")"));
        List<String> members = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        for (Field field : table.fields()) {
            String column = its.columns().get(field);
            if (column == null) {
                cells.add(NONE + " AS " + field.column());
                continue;
            }
            members.add(pointer(column));
            String place = "[" + members.size() + "]";
            String fault =
                    (field == Field.ALBUMS ? "list" : "member") + "_fault(types" + place + ", cells" + place + ")";
            faults.add(DuckDb.text(field + " ") + " || " + fault);
            String cell =
                    switch (its.format()) {
                        case CSV -> field.column();
                        case JSONL -> "CASE WHEN " + fault + " IS NULL THEN cells" + place + " END";
                        case PARQUET -> "CAST(" + quoted(column) + " AS VARCHAR)";
                    };
            String value = field != Field.ALBUMS
                    ? cell
                    : switch (its.format()) {
                        case CSV -> array("starts_with(" + cell + ", '[')", cell, "quoted(" + cell + ")");
                        case JSONL -> array("types" + place + " IN ('ARRAY', '[')", cell, "quoted(" + cell + ")");
                        case PARQUET -> {
                            String json = "quoted(" + quoted(column) + ")";
                            yield array("starts_with(" + json + ", '[')", json, json);
                        }
                    };
            cells.add("CASE WHEN " + cell + absent + " THEN " + value + " END AS " + field.column());
        }
        return switch (its.format()) {
            case CSV -> query("fault", cells, "exported_" + table + "()");
            case JSONL ->
                query(
                        "coalesce(fault, CASE WHEN cells IS NULL THEN 'row NOT_JSON' END, " + String.join(", ", faults)
                                + ")",
                        cells,
                        query(
                                "fault",
                                members(members),
                                query("fault", List.of("whole(json) AS json"), "exported_" + table + "()")));
            case PARQUET -> {
                String list = list(paths);
                yield "(SELECT CAST(list_position(" + list + ", filename) - 1 AS INTEGER) AS file,"
                        + " file_row_number + 1 AS line, " + NONE + " AS fault, " + String.join(", ", cells)
                        + " FROM read_parquet(" + list + ", filename = TRUE, file_row_number = TRUE))";
            }
        };
    }

    /** An array of JSON: what is one already, or that of a single element. */
    private static String array(String isOne, String array, String element) {
        return "CASE WHEN " + isOne + " THEN " + array + " ELSE '[' || " + element + " || ']' END";
    }

    /** The name of a column as a statement has it. */
    private static String quoted(String column) {
        return "\"" + column.replace("\"", "\"\"") + "\"";
    }

    private static String query(String fault, List<String> columns, String from) {
        return "(SELECT file, line, " + fault + " AS fault, " + String.join(", ", columns) + " FROM " + from + ")";
    }

    /** The texts and the types of members of a line of JSON, by their pointers; no texts where it is no object. */
    private static List<String> members(List<String> pointers) {
        List<String> parents = pointers.stream()
                .flatMap(pointer -> IntStream.range(0, pointer.length())
                        .filter(at -> pointer.charAt(at) == '/')
                        .mapToObj(at -> pointer.substring(0, at)))
                .distinct()
                .toList();
        return List.of(
                "CASE WHEN is_object(json, " + list(parents) + ") THEN member_texts(json, " + list(pointers)
                        + ") END AS cells",
                "member_types(json, " + list(pointers) + ") AS types");
    }

    private static String pointer(String column) {
        return column.startsWith("/") ? column : "/" + column.replace("~", "~0").replace("/", "~1");
    }

    static String values(List<List<Object>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(value -> value instanceof Integer ? value.toString() : DuckDb.text(value.toString()))
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
    }

    private static String words(Stream<String> words) {
        return words.map(DuckDb::text).collect(Collectors.joining(", "));
    }

    private static String list(List<String> texts) {
        return texts.stream().map(DuckDb::text).collect(Collectors.joining(", ", "ARRAY[", "]"));
    }

    private static String replaced(String value, Map<String, String> codes) {
        return codes.isEmpty()
                ? value
                : codes.entrySet().stream()
                        .map(code -> " WHEN " + DuckDb.text(code.getKey()) + " THEN " + DuckDb.text(code.getValue()))
                        .sorted()
                        .collect(Collectors.joining("", "CASE " + value, " ELSE " + value + " END"));
    }

    /** The seconds of a date since 1970. */
    private String date(Table table, Field field) {
        String form = mapping.of(table).dates();
        String column = field.column();
        if (Mapping.DATES.contains(form)) {
            return form + "(" + column + ")";
        }
        if (!isPlain(form)) {
            return dateFunction(table) + "(" + column + ")";
        }
        StringBuilder parts = new StringBuilder();
        int length = 0;
        for (Matcher part = DATE_PART.matcher(form); part.find(); ) {
            String literal = part.group(1) == null ? part.group() : part.group(1);
            length += literal.length();
            parts.append(DATE_PARTS.getOrDefault(literal, literal.replace("%", "%%")));
        }
        return "date_in_numbers(" + column + ", " + DuckDb.text(parts.toString()) + ", " + length + ")";
    }

    /** Whether the engine reads the dates of a table by itself. */
    boolean readsDates(Table table) {
        String form = mapping.of(table).dates();
        return Mapping.DATES.contains(form) || isPlain(form);
    }

    /** Whether each part of a pattern has as many digits as letters. */
    private static boolean isPlain(String pattern) {
        return DATE_PART.matcher(pattern).replaceAll("").isEmpty();
    }

    /** The function that reads dates in the form of a table; nothing for what is no date. */
    static String dateFunction(Table table) {
        return "date_of_" + table;
    }

    Function<String, Long> dates(Table table) {
        DateTimeFormatter pattern = Mapping.pattern(mapping.of(table).dates());
        return text -> {
            try {
                return pattern.parse(text, Instant::from).getEpochSecond();
            } catch (DateTimeException none) {
                return null;
            }
        };
    }

    static String escaped(String literal) {
        return literal.replaceAll("([^A-Za-z0-9_/ \\x80-\\x{10FFFF}-])", "\\\\$1");
    }

    private String regions() {
        return Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).stream()
                .sorted()
                .map(code -> "(" + DuckDb.text(code) + ", "
                        + timeline.groupOf(new Region(code))
                                .map(group -> DuckDb.text(group.id().value()))
                                .orElse(NONE)
                        + ")")
                .collect(Collectors.joining(", "));
    }

    /** A key of an item that is made of the ids. */
    private static String made(String key) {
        return Stream.of(key.split("(?=\\{)|(?<=})", -1))
                .map(part -> switch (part) {
                    case "{userId}" -> "e.user_id";
                    case "{itemId}" -> "item_id";
                    default -> DuckDb.text(part);
                })
                .collect(Collectors.joining(" || "));
    }

    /** An expression that depends on the bucket in which a key is. */
    private static String byPart(GalleryLayout layout, Function<BucketLayout, String> expression) {
        List<BucketLayout> parts = layout.parts();
        return parts.size() == 1
                ? "(" + expression.apply(parts.getFirst()) + ")"
                : parts.stream()
                        .skip(1)
                        .map(part -> " WHEN " + startsWith(List.of(part.root())) + " THEN " + expression.apply(part))
                        .collect(
                                Collectors.joining("", "CASE", " ELSE " + expression.apply(parts.getFirst()) + " END"));
    }

    private static String startsWith(Collection<String> prefixes) {
        List<String> tests = new ArrayList<>();
        prefixes.forEach(prefix -> tests.add("starts_with(full_key, " + DuckDb.text(prefix) + ")"));
        return tests.isEmpty() ? "FALSE" : "(" + String.join(" OR ", tests) + ")";
    }

    /** What the keys begin with that S3 lets be deleted. */
    private List<String> prefixes(BucketLayout part) {
        return timeline.groups().stream()
                .map(Group::id)
                .map(part::prefix)
                .distinct()
                .toList();
    }

    /** The user of the folder that an object is in. */
    private String owner(BucketLayout part) {
        return part.hasFolders()
                ? "nullif(regexp_extract(full_key, "
                        + DuckDb.text(prefixes(part).stream()
                                .map(ImportSql::escaped)
                                .collect(Collectors.joining("|", "\\A(?:", ")([A-Za-z0-9_-][A-Za-z0-9._-]{0,127})/")))
                        + ", 1), '')"
                : NONE;
    }

    /** Whether a key is in its user's folder: where the group comes first, nobody of an exempt region has one. */
    private static String inOwnFolder(BucketLayout part) {
        if (!part.hasFolders()) {
            return "FALSE";
        }
        String prefix = part.keepsGroupsApart()
                ? DuckDb.text(part.root()) + " || group_id || '/'"
                : DuckDb.text(part.prefix(new GroupId("any")));
        return "coalesce(starts_with(full_key, " + prefix + " || user_id || '/'), FALSE)";
    }
}
