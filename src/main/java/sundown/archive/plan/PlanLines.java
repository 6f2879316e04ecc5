package sundown.archive.plan;

import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import sundown.archive.zip.Salt;
import sundown.archive.zip.ZipEntry;
import sundown.edge.Json;
import sundown.gallery.ETag;
import sundown.gallery.ItemId;
import sundown.gallery.ObjectKey;
import sundown.gallery.ObjectVersion;

/**
 * The lines of a plan's document after its first one. An entry has a file's name or an item with its object's version.
 */
final class PlanLines {
    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGITS = Long.BYTES * 2;

    private PlanLines() {}

    static String write(PlannedEntry planned) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("path", planned.entry().path());
        line.put("bytes", planned.entry().bytes());
        line.put("modified", planned.entry().modified().toString());
        line.put("salt", write(planned.entry().salt()));
        switch (planned.source()) {
            case Source.Written(String name) -> line.put("file", name);
            case Source.Photo(ItemId item, ObjectVersion object) -> {
                line.put("item", item.value());
                line.put("key", object.key().value());
                line.put("etag", object.etag().value());
            }
        }
        return Json.write(line) + "\n";
    }

    static PlannedEntry readEntry(String text) {
        PlanFields line = new PlanFields(Json.read(text));
        ZipEntry entry = new ZipEntry(
                line.text("path"),
                line.number("bytes"),
                Instant.parse(line.text("modified")),
                readSalt(line.text("salt")));
        return new PlannedEntry(entry, readSource(line));
    }

    private static Source readSource(PlanFields line) {
        return line.has("file")
                ? new Source.Written(line.text("file"))
                : new Source.Photo(
                        new ItemId(line.text("item")),
                        new ObjectVersion(new ObjectKey(line.text("key")), new ETag(line.text("etag"))));
    }

    static String write(LeftOut leftOut) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("item", leftOut.item().value());
        line.put("name", leftOut.name());
        leftOut.album().ifPresent(album -> line.put("album", album));
        line.put("reason", leftOut.reason().name());
        return Json.write(line) + "\n";
    }

    static LeftOut readLeftOut(String text) {
        PlanFields line = new PlanFields(Json.read(text));
        return new LeftOut(
                new ItemId(line.text("item")),
                line.text("name"),
                line.optionalText("album"),
                LeftOut.Reason.valueOf(line.text("reason")));
    }

    private static String write(Salt salt) {
        return HEX.toHexDigits(salt.high()) + HEX.toHexDigits(salt.low());
    }

    private static Salt readSalt(String digits) {
        if (digits.length() != 2 * DIGITS) {
            throw new IllegalArgumentException("a salt has 32 digits");
        }
        return new Salt(
                HexFormat.fromHexDigitsToLong(digits, 0, DIGITS),
                HexFormat.fromHexDigitsToLong(digits, DIGITS, 2 * DIGITS));
    }
}
