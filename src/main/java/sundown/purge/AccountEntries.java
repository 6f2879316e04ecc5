package sundown.purge;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import sundown.digest.Sha256;
import sundown.purge.ManifestRoot.ManifestHash;

/** The entries of one user in a manifest, as the audit bucket keeps them: gzipped lines of JSON. */
public final class AccountEntries {
    private AccountEntries() {}

    /** Writes entries as they come. Only the gzipped bytes are in memory. */
    public static byte[] write(Stream<BucketEntry> entries) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try (entries;
                OutputStream gzipped = new GZIPOutputStream(kept)) {
            entries.forEach(entry -> write(gzipped, entry.write()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return kept.toByteArray();
    }

    private static void write(OutputStream stream, String line) {
        try {
            stream.write(bytes(line));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Reads entries one by one.
     *
     * @return the hash over the lines
     * @throws IllegalArgumentException if a line is no entry
     * @throws UncheckedIOException if the bytes are not gzipped
     */
    public static ManifestHash read(byte[] kept, Consumer<BucketEntry> reader) {
        Summary summary = new Summary();
        lines(kept, line -> reader.accept(summary.add(line)));
        return summary.hash();
    }

    /** The entries. Empty if the file does not match the hash or cannot be read. */
    static Optional<Set<BucketEntry>> verified(byte[] kept, ManifestHash hash) {
        try {
            Set<BucketEntry> entries = new HashSet<>();
            return read(kept, entries::add).equals(hash) ? Optional.of(entries) : Optional.empty();
        } catch (UncheckedIOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** The hash and the totals of a file. */
    public static Summary summary(byte[] kept) {
        Summary summary = new Summary();
        lines(kept, summary::add);
        return summary;
    }

    private static void lines(byte[] kept, Consumer<String> reader) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(kept)), StandardCharsets.UTF_8))) {
            lines.lines().forEach(reader);
        } catch (IOException notGzipped) {
            throw new UncheckedIOException(notGzipped);
        }
    }

    private static byte[] bytes(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The hash and the totals of lines. */
    public static final class Summary {
        private final MessageDigest digest = Sha256.begin();
        private Totals totals = Totals.NONE;

        private BucketEntry add(String line) {
            BucketEntry entry = BucketEntry.read(line);
            digest.update(bytes(line));
            totals = totals.plus(entry);
            return entry;
        }

        /** The hash over the lines, with their line ends. */
        public ManifestHash hash() {
            return new ManifestHash(Sha256.of(digest.digest()).hex());
        }

        /** The totals of the entries. */
        public Totals totals() {
            return totals;
        }
    }
}
