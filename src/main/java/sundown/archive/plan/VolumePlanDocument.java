package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import sundown.archive.plan.VolumePlan.PlannedEntry;
import sundown.archive.plan.VolumePlan.Source;
import sundown.archive.zip.ZipEntry;
import sundown.edge.Json;
import sundown.gallery.ETag;
import sundown.gallery.ItemId;
import sundown.gallery.ObjectKey;
import sundown.gallery.ObjectVersion;

/**
 * A volume's plan as it is stored: lines of JSON in gzip. The first line counts the others; then follow a line for each
 * entry and a line for each item left out. It is written and read line by line, because a volume may have 70,000
 * entries. The same plan gives the same bytes.
 */
public final class VolumePlanDocument {
    private static final int FORMAT = 1;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGITS = Long.BYTES * 2;

    private VolumePlanDocument() {}

    /** Writes a plan. */
    public static byte[] write(VolumePlan plan) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        try (Writer lines = new OutputStreamWriter(new GZIPOutputStream(document, BUFFER_BYTES), UTF_8)) {
            lines.write(line(header(plan)));
            for (PlannedEntry entry : plan.entries()) {
                lines.write(line(fields(entry)));
            }
            for (LeftOut item : plan.leftOut()) {
                lines.write(line(fields(item)));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory takes what is written", impossible);
        }
        return document.toByteArray();
    }

    private static String line(Map<String, Object> fields) {
        return Json.write(fields) + "\n";
    }

    private static Map<String, Object> header(VolumePlan plan) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("format", FORMAT);
        fields.put("volume", plan.number());
        fields.put("entries", plan.entries().size());
        fields.put("leftOut", plan.leftOut().size());
        return fields;
    }

    private static Map<String, Object> fields(PlannedEntry planned) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", planned.entry().path());
        fields.put("bytes", planned.entry().bytes());
        fields.put("modified", planned.entry().modified().toString());
        fields.put("salt", digits(planned.entry().salt()));
        switch (planned.source()) {
            case Source.Written(String name) -> fields.put("file", name);
            case Source.Photo(ItemId item, ObjectVersion object) -> {
                fields.put("item", item.value());
                fields.put("key", object.key().value());
                fields.put("etag", object.etag().value());
            }
        }
        return fields;
    }

    private static Map<String, Object> fields(LeftOut leftOut) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("item", leftOut.item().value());
        fields.put("name", leftOut.name());
        leftOut.album().ifPresent(album -> fields.put("album", album));
        fields.put("reason", leftOut.reason().name());
        return fields;
    }

    private static String digits(ZipEntry.Salt salt) {
        return HEX.toHexDigits(salt.high()) + HEX.toHexDigits(salt.low());
    }

    /**
     * Reads a plan.
     *
     * @throws IllegalArgumentException when it is not a whole plan of this format; the message shows nothing of the
     *     content
     */
    public static VolumePlan read(byte[] document) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(document), BUFFER_BYTES), UTF_8))) {
            Header header = readLine(lines, VolumePlanDocument::header);
            List<PlannedEntry> entries = readLines(lines, header.entries(), VolumePlanDocument::entry);
            List<LeftOut> leftOut = readLines(lines, header.leftOut(), VolumePlanDocument::leftOut);
            if (lines.readLine() != null) {
                throw new IllegalArgumentException("a plan of a volume is longer than it says");
            }
            return new VolumePlan(header.volume(), entries, leftOut);
        } catch (IOException notGzip) {
            throw new IllegalArgumentException("a plan of a volume is not whole gzip");
        }
    }

    private static <T> List<T> readLines(BufferedReader lines, int count, Function<Line, T> reading)
            throws IOException {
        List<T> values = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            values.add(readLine(lines, reading));
        }
        return values;
    }

    private static <T> T readLine(BufferedReader lines, Function<Line, T> reading) throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IllegalArgumentException("a plan of a volume is shorter than it says");
        }
        try {
            return reading.apply(new Line(Json.read(line)));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            // Their messages show what could not be read.
            throw new IllegalArgumentException("a plan of a volume has a line that cannot be read");
        }
    }

    private static Header header(Line line) {
        if (line.number("format") != FORMAT) {
            throw new IllegalArgumentException("not a plan of this format");
        }
        return new Header(line.count("volume"), line.count("entries"), line.count("leftOut"));
    }

    private static PlannedEntry entry(Line line) {
        ZipEntry entry = new ZipEntry(
                line.text("path"), line.number("bytes"), Instant.parse(line.text("modified")), salt(line.text("salt")));
        return new PlannedEntry(entry, source(line));
    }

    private static Source source(Line line) {
        return line.json().has("file")
                ? new Source.Written(line.text("file"))
                : new Source.Photo(
                        new ItemId(line.text("item")),
                        new ObjectVersion(new ObjectKey(line.text("key")), new ETag(line.text("etag"))));
    }

    private static LeftOut leftOut(Line line) {
        return new LeftOut(
                new ItemId(line.text("item")),
                line.text("name"),
                line.optionalText("album"),
                LeftOut.Reason.valueOf(line.text("reason")));
    }

    private static ZipEntry.Salt salt(String digits) {
        if (digits.length() != 2 * DIGITS) {
            throw new IllegalArgumentException("a salt has 32 digits");
        }
        return new ZipEntry.Salt(
                HexFormat.fromHexDigitsToLong(digits, 0, DIGITS),
                HexFormat.fromHexDigitsToLong(digits, DIGITS, 2 * DIGITS));
    }

    private record Header(int volume, int entries, int leftOut) {}

    /** A line as it is read; a field of the wrong kind fails with {@link IllegalArgumentException}. */
    private record Line(JsonNode json) {
        String text(String field) {
            return optionalText(field).orElseThrow(() -> new IllegalArgumentException("a line lacks " + field));
        }

        Optional<String> optionalText(String field) {
            Optional<JsonNode> value = Optional.ofNullable(json.get(field));
            if (value.filter(found -> !found.isTextual()).isPresent()) {
                throw new IllegalArgumentException("a field is not a text: " + field);
            }
            return value.map(JsonNode::textValue);
        }

        long number(String field) {
            JsonNode number = json.path(field);
            if (!number.canConvertToExactIntegral() || !number.canConvertToLong()) {
                throw new IllegalArgumentException("a field is not a whole number: " + field);
            }
            return number.longValue();
        }

        int count(String field) {
            long number = number(field);
            if (number < 0 || number > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a count is out of range: " + field);
            }
            return (int) number;
        }
    }
}
