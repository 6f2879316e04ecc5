package sundown.cli.adopt;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sundown.cli.adopt.Place.Source;
import sundown.cli.adopt.Table.Field;
import sundown.gallery.GalleryLayout;

/** What the exported files look like. A field of a table that is left out has no value in any row. */
record Mapping(TableMapping accounts, TableMapping items) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /** The forms of dates that are no patterns. */
    static final Set<String> DATES = Set.of("iso", "epochSeconds", "epochMilliseconds");

    Mapping {
        checkArgument(accounts != null && items != null, "accounts or items are missing");
        accounts.requireFieldsOf(Table.ACCOUNTS);
        items.requireFieldsOf(Table.ITEMS);
        checkArgument(items.layout() != null, "items have no layout: group-first/, user-first/<prefix>, or by-rows/");
        GalleryLayout.of(items.layout());
        checkArgument(
                items.columns().containsKey(Field.OBJECT_KEY) != (items.objectKey() != null),
                "items need either a column of objectKey or an objectKey that is made of {userId} and {itemId}");
        checkArgument(
                items.objectKey() == null || isMadeOfIds(items.objectKey()),
                "the objectKey of items is made of {userId} and {itemId} alone");
    }

    private static boolean isMadeOfIds(String key) {
        return key.contains("{userId}")
                && key.contains("{itemId}")
                && key.chars().filter(letter -> letter == '{').count() == 2;
    }

    /** How files are written. */
    enum Format {
        CSV,
        JSONL,
        PARQUET
    }

    /** What an amount of 1 is. */
    enum Units {
        MINOR,
        MAJOR
    }

    /**
     * The files of a table.
     *
     * @param files paths from the mapping file's folder, or of objects in S3; the last part of each may be a pattern
     *     such as {@code items-*.csv}
     * @param columns the name of each field's column in a CSV file, of its member in a line of JSON; one that begins
     *     with a slash is a JSON pointer
     * @param delimiter between the cells of a CSV file; a comma where it is left out
     * @param absent cells that stand for no value; only the empty one where it is left out
     * @param dates the form of dates: {@code iso}, {@code epochSeconds}, {@code epochMilliseconds}, or a pattern of
     *     {@link DateTimeFormatter}, read as UTC where it has no offset, and as 0 o'clock where it has no time
     * @param fees whether fees are in minor or in major units
     * @param regions the ISO code of each value that is none; the key may be empty
     * @param currencies the ISO code of each value that is none
     * @param objectKey the key of an item's object, where no column has it: {@code photos/{userId}/{itemId}}
     * @param bucket what the column of buckets has for the stack's own bucket, besides nothing
     * @param layout where the objects of items lie: {@code group-first/}, {@code user-first/} and what all keys begin
     *     with, or {@code by-rows/}; behind it that of each other bucket, as {@code by-rows/s3://<bucket>/}
     */
    record TableMapping(
            List<String> files,
            Format format,
            Map<Field, String> columns,
            Character delimiter,
            Set<String> absent,
            String dates,
            Units fees,
            Map<String, String> regions,
            Map<String, String> currencies,
            String objectKey,
            String bucket,
            String layout) {
        TableMapping {
            checkArgument(files != null && !files.isEmpty(), "files are missing");
            checkArgument(format != null, "the format is missing");
            checkArgument(columns != null, "columns are missing");
            delimiter = Objects.requireNonNullElse(delimiter, ',');
            absent = Objects.requireNonNullElse(absent, Set.of(""));
            dates = Objects.requireNonNullElse(dates, "iso");
            if (!DATES.contains(dates)) {
                pattern(dates);
            }
            fees = Objects.requireNonNullElse(fees, Units.MINOR);
            regions = Objects.requireNonNullElse(regions, Map.of());
            currencies = Objects.requireNonNullElse(currencies, Map.of());
        }

        private void requireFieldsOf(Table table) {
            columns.keySet()
                    .forEach(field ->
                            checkArgument(table.fields().contains(field), "a row of %s has no field %s", table, field));
            table.required()
                    .forEach(field -> checkArgument(
                            columns.containsKey(field), "the columns of %s do not name that of %s", table, field));
        }

        Optional<String> column(Field field) {
            return Optional.ofNullable(columns.get(field));
        }
    }

    static DateTimeFormatter pattern(String dates) {
        return new DateTimeFormatterBuilder()
                .appendPattern(dates)
                .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                .toFormatter(Locale.ROOT)
                .withZone(ZoneOffset.UTC);
    }

    /**
     * Reads a mapping file.
     *
     * @param file named in failures
     * @throws IllegalArgumentException with a sentence for the user when it is not one
     */
    static Mapping read(Place file, String json) {
        try {
            return JSON.readValue(json, Mapping.class);
        } catch (JsonProcessingException invalid) {
            throw new IllegalArgumentException(file + ": " + fault(invalid) + ".", invalid);
        }
    }

    private static String fault(JsonProcessingException invalid) {
        if (invalid.getCause() instanceof IllegalArgumentException own) {
            return own.getMessage();
        }
        Throwable cause = invalid.getCause() == null ? invalid : invalid.getCause();
        if (cause instanceof JsonParseException broken) {
            return "line " + broken.getLocation().getLineNr() + " is not JSON";
        }
        if (!(invalid instanceof JsonMappingException mapping)) {
            return "it is not JSON";
        }
        String member = mapping.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return member + (invalid instanceof UnrecognizedPropertyException ? " is not known" : " is not valid");
    }

    TableMapping of(Table table) {
        return table == Table.ACCOUNTS ? accounts : items;
    }

    /**
     * The files of each table, in the order in which they are named, those of a pattern in the order of their names.
     *
     * @throws IllegalArgumentException when there is none for one of the names
     */
    Map<Table, List<Source>> files(Place folder) throws IOException {
        Map<Table, List<Source>> files = new EnumMap<>(Table.class);
        for (Table table : Table.EXPORTED) {
            List<Source> found = new ArrayList<>();
            for (String named : of(table).files()) {
                found.addAll(folder.resolve(named).files());
            }
            files.put(table, found);
        }
        return files;
    }
}
