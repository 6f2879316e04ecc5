package sundown.archive.zip;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import sundown.archive.zip.ZipEntry.Salt;
import sundown.secret.Secret;

/** Volumes and contents for the renderer's tests. */
final class Given {
    static final Secret PASSWORD = new Secret("hk4m-9tqz-w7cp-3xrd-8vfn");
    static final Instant MODIFIED = Instant.parse("2020-01-02T03:04:05Z");

    private Given() {}

    static ZipEntry entry(String path, long bytes) {
        return new ZipEntry(path, bytes, MODIFIED, salt(path.hashCode()));
    }

    static Salt salt(long seed) {
        Random random = new Random(seed);
        return new Salt(random.nextLong(), random.nextLong());
    }

    /** Entries {@code 0.jpg}, {@code 1.jpg} and so on, of so many bytes. */
    static VolumeLayout layout(long... bytes) {
        return VolumeLayout.of(IntStream.range(0, bytes.length)
                .mapToObj(index -> entry(index + ".jpg", bytes[index]))
                .toList());
    }

    /** Incompressible bytes for each entry of a layout. */
    static HeldContents contents(VolumeLayout layout) {
        return new HeldContents(layout.entries().stream()
                .map(entry -> bytes(entry.salt().low(), (int) entry.bytes()))
                .toList());
    }

    static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] whole(VolumeLayout layout, EntryContents contents) throws IOException {
        return range(layout, contents, 0, layout.bytes());
    }

    static byte[] range(VolumeLayout layout, EntryContents contents, long from, long to) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(to - from)];
        try (VolumeRenderer renderer = new VolumeRenderer(layout, PASSWORD, contents, from, to)) {
            renderer.render(bytes, 0, bytes.length);
        }
        return bytes;
    }

    /** Bytes written in hexadecimal digits, with spaces where they help the reader. */
    static byte[] hex(String... digits) {
        return HexFormat.of().parseHex(String.join("", List.of(digits)).replace(" ", ""));
    }
}
