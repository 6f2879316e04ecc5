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
import sundown.purge.BucketEntry.Totals;

/** The entries of one user in a manifest, as the audit bucket keeps them: gzipped lines of JSON. */
public final class AccountEntries {
    private AccountEntries() {}

    /** The hash over the lines with their line ends, and the totals of the entries. */
    public record Summary(Sha256 hash, Totals totals) {}

    /** Writes entries as they come. Only the gzipped bytes are in memory. */
    public static byte[] write(Stream<BucketEntry> entries) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try (entries;
                OutputStream gzipped = new GZIPOutputStream(kept)) {
            entries.forEach(entry -> write(gzipped, entry));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return kept.toByteArray();
    }

    private static void write(OutputStream stream, BucketEntry entry) {
        try {
            stream.write(bytes(entry.write()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Reads entries one by one.
     *
     * @throws IllegalArgumentException if a line is no entry
     * @throws UncheckedIOException if the bytes are not gzipped
     */
    public static Summary read(byte[] kept, Consumer<BucketEntry> reader) {
        MessageDigest digest = Sha256.begin();
        Totals totals = Totals.NONE;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(kept)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                BucketEntry entry = BucketEntry.read(line);
                digest.update(bytes(line));
                totals = totals.plus(entry);
                reader.accept(entry);
            }
        } catch (IOException notGzipped) {
            throw new UncheckedIOException(notGzipped);
        }
        return new Summary(Sha256.of(digest.digest()), totals);
    }

    /** Reads the entries. Empty if the file does not match the hash or cannot be read. */
    static Optional<Set<BucketEntry>> readVerified(byte[] kept, Sha256 hash) {
        try {
            Set<BucketEntry> entries = new HashSet<>();
            return read(kept, entries::add).hash().equals(hash) ? Optional.of(entries) : Optional.empty();
        } catch (UncheckedIOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
