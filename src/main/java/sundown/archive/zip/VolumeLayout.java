package sundown.archive.zip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/** The place of each byte of a volume: its entries one after the other, then the central directory. */
public final class VolumeLayout {
    private final List<ZipEntry> entries;
    private final long[] offsets;
    private final Size size;

    /**
     * The exact size of a volume without its layout: a planner adds entries until the next one would be too large.
     *
     * @param entries the number of entries
     * @param entriesBytes their local headers and encrypted contents; the central directory begins here
     * @param directoryBytes the central directory without its end
     */
    public record Size(long entries, long entriesBytes, long directoryBytes) {
        /** A volume without entries. */
        public static final Size EMPTY = new Size(0, 0, 0);

        /** The size with one more entry at the end; its time and salt make no difference. */
        public Size plus(String path, long bytes) {
            int nameBytes = path.getBytes(UTF_8).length;
            long local = Math.addExact(Headers.localBytes(nameBytes, bytes), Headers.encryptedBytes(bytes));
            return new Size(
                    entries + 1,
                    Math.addExact(entriesBytes, local),
                    Math.addExact(directoryBytes, Headers.centralBytes(nameBytes, bytes, entriesBytes)));
        }

        /** The length of the whole volume. */
        public long bytes() {
            return Math.addExact(Math.addExact(entriesBytes, directoryBytes), Headers.endBytes(this));
        }
    }

    private VolumeLayout(List<ZipEntry> entries, long[] offsets, Size size) {
        this.entries = entries;
        this.offsets = offsets;
        this.size = size;
    }

    /**
     * Lays out entries in their order.
     *
     * @throws IllegalArgumentException when two have the same path or the same salt
     */
    public static VolumeLayout of(List<ZipEntry> entries) {
        List<ZipEntry> all = List.copyOf(entries);
        requireDifferent("path", all.stream().map(ZipEntry::path).toList());
        requireDifferent("salt", all.stream().map(ZipEntry::salt).toList());
        long[] offsets = new long[all.size()];
        Size size = Size.EMPTY;
        for (int entry = 0; entry < offsets.length; entry++) {
            offsets[entry] = size.entriesBytes();
            size = size.plus(all.get(entry).path(), all.get(entry).bytes());
        }
        return new VolumeLayout(all, offsets, size);
    }

    private static void requireDifferent(String what, Collection<?> values) {
        if (new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException("two entries have the same " + what);
        }
    }

    /** The entries in their order. */
    public List<ZipEntry> entries() {
        return entries;
    }

    /** The length of the volume. */
    public long bytes() {
        return size.bytes();
    }

    /** Where an entry's local header begins; the entry ends where the next one or the central directory begins. */
    public long offsetOf(int entry) {
        return offsets[entry];
    }

    /** Where the central directory begins, and the last entry ends. */
    public long directoryOffset() {
        return size.entriesBytes();
    }

    Size size() {
        return size;
    }

    /** The entry of which a byte before the central directory is part. */
    int entryAt(long position) {
        Objects.checkIndex(position, directoryOffset());
        int found = Arrays.binarySearch(offsets, position);
        return found >= 0 ? found : -found - 2;
    }

    /** Where an entry's contents begin, after local header, salt and verifier. */
    long contentsOffset(int entry) {
        return codeOffset(entry) - entries.get(entry).bytes();
    }

    /** Where an entry's authentication code begins, after its contents. */
    long codeOffset(int entry) {
        return endOf(entry) - EntryCipher.CODE_BYTES;
    }

    private long endOf(int entry) {
        return entry + 1 < offsets.length ? offsets[entry + 1] : directoryOffset();
    }
}
