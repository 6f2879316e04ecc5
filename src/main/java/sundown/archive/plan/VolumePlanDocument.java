package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A volume's plan as it is stored: lines of JSON in gzip, first a {@link PlanHeader}, then one line for each entry,
 * then one for each item that was left out ({@link PlanLines}). It is written and read line by line, for a volume may
 * have 70,000 entries. The same plan gives the same bytes.
 */
public final class VolumePlanDocument {
    private static final int BUFFER_BYTES = 64 * 1024;

    private VolumePlanDocument() {}

    /** Writes a plan. */
    public static byte[] write(VolumePlan plan) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        try (Writer lines = new OutputStreamWriter(new GZIPOutputStream(document, BUFFER_BYTES), UTF_8)) {
            lines.write(PlanHeader.of(plan).write());
            for (PlannedEntry entry : plan.entries()) {
                lines.write(PlanLines.write(entry));
            }
            for (LeftOut item : plan.leftOut()) {
                lines.write(PlanLines.write(item));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory takes what is written", impossible);
        }
        return document.toByteArray();
    }

    /**
     * Reads a plan.
     *
     * @throws IllegalArgumentException when it is not a whole plan of this format; the message holds nothing of the
     *     content
     */
    public static VolumePlan read(byte[] document) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(document), BUFFER_BYTES), UTF_8))) {
            PlanHeader header = readLine(lines, PlanHeader::read);
            List<PlannedEntry> entries = readLines(lines, header.entries(), PlanLines::readEntry);
            List<LeftOut> leftOut = readLines(lines, header.leftOut(), PlanLines::readLeftOut);
            if (lines.readLine() != null) {
                throw new IllegalArgumentException("a plan of a volume is longer than it says");
            }
            return new VolumePlan(header.volume(), entries, leftOut);
        } catch (IOException notGzip) {
            throw new IllegalArgumentException("a plan of a volume is not whole gzip");
        }
    }

    private static <T> List<T> readLines(BufferedReader lines, int count, Function<String, T> reading)
            throws IOException {
        List<T> values = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            values.add(readLine(lines, reading));
        }
        return values;
    }

    private static <T> T readLine(BufferedReader lines, Function<String, T> reading) throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IllegalArgumentException("a plan of a volume is shorter than it says");
        }
        try {
            return reading.apply(line);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            // Their messages show what could not be read.
            throw new IllegalArgumentException("a plan of a volume has a line that cannot be read");
        }
    }
}
