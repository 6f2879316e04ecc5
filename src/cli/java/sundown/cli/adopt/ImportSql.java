package sundown.cli.adopt;

import java.time.DateTimeException;
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
import java.util.stream.Stream;
import sundown.account.Region;
import sundown.cli.adopt.Mapping.TableMapping;
import sundown.cli.adopt.Mapping.Units;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/** What the statements of an import have of a mapping, a timeline, and a layout: pure. */
record ImportSql(Mapping mapping, Timeline timeline, int chunks) {
    private static final String NONE = "CAST(NULL AS VARCHAR)";

    /** The parts of a pattern of dates that an engine reads by itself; others are read by {@link Dates}. */
    private static final Pattern DATE_PART = Pattern.compile("yyyy|uuuu|MM|dd|HH|mm|ss|'([^']+)'|[^A-Za-z'\\[\\]{}#]");

    private static final Map<String, String> DATE_PARTS =
            Map.of("yyyy", "%Y", "uuuu", "%Y", "MM", "%m", "dd", "%d", "HH", "%H", "mm", "%M", "ss", "%S");

    Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        TableMapping accounts = mapping.accounts();
        parameters.put("code", "upper(" + replaced("coalesce(region, '')", accounts.regions()) + ")");
        parameters.put("unit", "upper(" + replaced("fee_currency", accounts.currencies()) + ")");
        parameters.put(
                "minor", accounts.fees() == Units.MAJOR ? AmountSql.majorUnits("fee") : AmountSql.minorUnits("fee"));
        parameters.put("paid", date(Kind.ACCOUNTS, Field.PAID_AT));
        parameters.put("cancelled", date(Kind.ACCOUNTS, Field.CANCELLED_AT));
        parameters.put("taken", date(Kind.ITEMS, Field.TAKEN_AT));
        parameters.put("regions", regions());
        parameters.put("currencies", AmountSql.currencies());
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
        parameters.put("has_folders", byPart(layout, part -> sql(part.hasFolders())));
        parameters.put("folders_are_deleted", byPart(layout, part -> sql(part.keepsGroupsApart())));
        return parameters;
    }

    private static String sql(boolean value) {
        return value ? "TRUE" : "FALSE";
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
    private String date(Kind kind, Field field) {
        String form = mapping.of(kind).dates();
        String column = field.column();
        String number = "CASE WHEN regexp_like(%s, '\\A[+-]?[0-9]+\\z') THEN try_cast(%s AS BIGINT) END"
                .formatted(column, column);
        return switch (form) {
            case "iso" ->
                "CASE WHEN regexp_like(%s, '\\A[+-]?[0-9]+-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?"
                                .formatted(column)
                        + "(Z|[+-][0-9]{2}(:[0-9]{2})?)\\z') THEN CAST(floor(epoch(try_cast(%s AS TIMESTAMPTZ))) AS BIGINT) END"
                                .formatted(column);
            case "epochSeconds" -> number;
            case "epochMilliseconds" -> "CAST(floor(CAST(" + number + " AS DOUBLE) / 1000) AS BIGINT)";
            default -> isPlain(form) ? plain(form, column) : dateFunction(kind) + "(" + column + ")";
        };
    }

    /** Whether an engine reads dates of this pattern by itself. */
    static boolean isPlain(String pattern) {
        return DATE_PART.matcher(pattern).replaceAll("").isEmpty();
    }

    /** Each part has as many digits as letters, so the whole has a length of its own. */
    private static String plain(String pattern, String column) {
        StringBuilder form = new StringBuilder();
        int length = 0;
        for (Matcher part = DATE_PART.matcher(pattern); part.find(); ) {
            String literal = part.group(1) == null ? part.group() : part.group(1);
            length += literal.length();
            form.append(DATE_PARTS.getOrDefault(literal, literal.replace("%", "%%")));
        }
        return "CASE WHEN length(%s) = %d AND trim(%s) = %s THEN CAST(epoch(try_strptime(%s, %s)) AS BIGINT) END"
                .formatted(column, length, column, column, column, DuckDb.text(form.toString()));
    }

    /** The function that reads dates in the form of a table; nothing for what is no date. */
    static String dateFunction(Kind kind) {
        return "date_of_" + kind;
    }

    Long seconds(Kind kind, String text) {
        try {
            return Dates.of(mapping.of(kind).dates()).read(text).getEpochSecond();
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException none) {
            return null;
        }
    }

    private static String escaped(String literal) {
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
