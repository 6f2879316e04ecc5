package sundown.archive.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.secret.Secret;

/** ZIP files and contents for the writer's tests. */
final class Given {
    static final Secret PASSWORD = new Secret("hk4m-9tqz-w7cp-3xrd-8vfn");
    static final Instant MODIFIED = Instant.parse("2020-01-02T03:04:05Z");

    private static final byte[] BYTES = bytes(5, 1_000_003);

    private Given() {}

    /** The entry that everybody can read. */
    static final String README = "README.txt";

    /** An entry. Its contents are the same random bytes over and over, begun elsewhere for each entry. */
    record Entry(String path, long bytes) {
        /** Writes its contents, a window at a time. */
        void contents(Sink sink) throws IOException {
            long begin = Math.floorMod(path.hashCode() * 7919L, BYTES.length);
            byte[] window = new byte[1 << 16];
            for (long done = 0; done < bytes; ) {
                int from = (int) ((begin + done) % BYTES.length);
                int count = (int) Math.min(Math.min(window.length, BYTES.length - from), bytes - done);
                System.arraycopy(BYTES, from, window, 0, count);
                sink.write(window, 0, count);
                done += count;
            }
        }

        byte[] contents() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            try {
                contents(all::write);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return all.toByteArray();
        }
    }

    /** Takes contents. */
    interface Sink {
        void write(byte[] window, int offset, int length) throws IOException;
    }

    /** Entries {@code 0.jpg}, {@code 1.jpg} and so on, of so many bytes. */
    static List<Entry> entries(long... bytes) {
        return IntStream.range(0, bytes.length)
                .mapToObj(index -> new Entry(index + ".jpg", bytes[index]))
                .toList();
    }

    /** A file with these entries, always the same. */
    static byte[] zip(List<Entry> entries) throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        write(entries, zip);
        return zip.toByteArray();
    }

    static byte[] zip(Entry... entries) throws IOException {
        return zip(List.of(entries));
    }

    static void write(Iterable<Entry> entries, OutputStream target) throws IOException {
        write(entries, target, PASSWORD);
    }

    static void write(Iterable<Entry> entries, OutputStream target, Secret password) throws IOException {
        ZipWriter zip = new ZipWriter(target, password, new Random(1));
        for (Entry entry : entries) {
            if (entry.path().equals(README)) {
                zip.writeReadable(entry.path(), entry.contents(), MODIFIED);
            } else {
                zip.begin(entry.path(), entry.bytes(), MODIFIED);
                entry.contents(zip::write);
                zip.end();
            }
        }
        zip.finish();
    }

    static byte[] salt(long seed) {
        return bytes(seed, KeyDerivation.SALT_BYTES);
    }

    static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static Stream<byte[]> contents(List<Entry> entries) {
        return entries.stream().map(Entry::contents);
    }

    /** Bytes written in hexadecimal digits, with spaces where they help the reader. */
    static byte[] hex(String... digits) {
        return HexFormat.of().parseHex(String.join("", List.of(digits)).replace(" ", ""));
    }
}
