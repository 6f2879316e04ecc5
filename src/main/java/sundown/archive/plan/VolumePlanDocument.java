package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.annotations.RegisterForReflection;
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
import java.util.List;
import java.util.NoSuchElementException;
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
            lines.write(line(new Header(
                    FORMAT, plan.number(), plan.entries().size(), plan.leftOut().size())));
            for (PlannedEntry entry : plan.entries()) {
                lines.write(line(EntryLine.of(entry)));
            }
            for (LeftOut item : plan.leftOut()) {
                lines.write(line(LeftOutLine.of(item)));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory takes what is written", impossible);
        }
        return document.toByteArray();
    }

    private static String line(Object fields) {
        return Json.write(fields) + "\n";
    }

    /** The first line. */
    @RegisterForReflection
    record Header(int format, int volume, int entries, int leftOut) {
        Header {
            if (format != FORMAT || entries < 0 || leftOut < 0) {
                throw new IllegalArgumentException("not a plan of this format");
            }
        }
    }

    /** The line of an entry: of a {@code file}, or of an {@code item} of the gallery. */
    @RegisterForReflection
    record EntryLine(
            String path,
            long bytes,
            String modified,
            String salt,
            Optional<String> file,
            Optional<String> item,
            Optional<String> key,
            Optional<String> etag) {
        private static EntryLine of(PlannedEntry planned) {
            return switch (planned.source()) {
                case Source.Written(String name) -> of(planned.entry(), Optional.of(name), Optional.empty());
                case Source.Photo photo -> of(planned.entry(), Optional.empty(), Optional.of(photo));
            };
        }

        private static EntryLine of(ZipEntry entry, Optional<String> file, Optional<Source.Photo> photo) {
            return new EntryLine(
                    entry.path(),
                    entry.bytes(),
                    entry.modified().toString(),
                    HEX.toHexDigits(entry.salt().high())
                            + HEX.toHexDigits(entry.salt().low()),
                    file,
                    photo.map(source -> source.item().value()),
                    photo.map(source -> source.object().key().value()),
                    photo.map(source -> source.object().etag().value()));
        }

        private PlannedEntry entry() {
            return new PlannedEntry(
                    new ZipEntry(path, bytes, Instant.parse(modified), VolumePlanDocument.salt(salt)),
                    file.<Source>map(Source.Written::new).orElseGet(this::photo));
        }

        private Source photo() {
            ObjectVersion object = new ObjectVersion(new ObjectKey(key.orElseThrow()), new ETag(etag.orElseThrow()));
            return new Source.Photo(new ItemId(item.orElseThrow()), object);
        }
    }

    /** The line of an item left out. */
    @RegisterForReflection
    record LeftOutLine(String item, String name, Optional<String> album, LeftOut.Reason reason) {
        private static LeftOutLine of(LeftOut item) {
            return new LeftOutLine(item.item().value(), item.name(), item.album(), item.reason());
        }

        private LeftOut leftOut() {
            return new LeftOut(new ItemId(item), name, album, reason);
        }
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
            Header header = readLine(lines, Header.class, Function.identity());
            List<PlannedEntry> entries = readLines(lines, header.entries(), EntryLine.class, EntryLine::entry);
            List<LeftOut> leftOut = readLines(lines, header.leftOut(), LeftOutLine.class, LeftOutLine::leftOut);
            if (lines.readLine() != null) {
                throw new IllegalArgumentException("a plan of a volume is longer than it says");
            }
            return new VolumePlan(header.volume(), entries, leftOut);
        } catch (IOException notGzip) {
            throw new IllegalArgumentException("a plan of a volume is not whole gzip");
        }
    }

    private static <L, T> List<T> readLines(BufferedReader lines, int count, Class<L> form, Function<L, T> reading)
            throws IOException {
        List<T> values = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            values.add(readLine(lines, form, reading));
        }
        return values;
    }

    private static <L, T> T readLine(BufferedReader lines, Class<L> form, Function<L, T> reading) throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IllegalArgumentException("a plan of a volume is shorter than it says");
        }
        try {
            return reading.apply(Json.read(line, form));
        } catch (IllegalArgumentException | DateTimeException | NoSuchElementException unreadable) {
            // Their messages show what could not be read.
            throw new IllegalArgumentException("a plan of a volume has a line that cannot be read");
        }
    }

    private static ZipEntry.Salt salt(String digits) {
        if (digits.length() != 2 * DIGITS) {
            throw new IllegalArgumentException("a salt has 32 digits");
        }
        return new ZipEntry.Salt(
                HexFormat.fromHexDigitsToLong(digits, 0, DIGITS),
                HexFormat.fromHexDigitsToLong(digits, DIGITS, 2 * DIGITS));
    }
}
