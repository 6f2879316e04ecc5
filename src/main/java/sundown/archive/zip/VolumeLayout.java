package sundown.archive.zip;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/** Where each byte of a volume is: its entries one after the other, then the central directory. */
public final class VolumeLayout {
    private final List<ZipEntry> entries;
    private final long[] offsets;
    private final VolumeSize size;

    private VolumeLayout(List<ZipEntry> entries, long[] offsets, VolumeSize size) {
        this.entries = entries;
        this.offsets = offsets;
        this.size = size;
    }

    /**
     * Lays entries out in their order.
     *
     * @throws IllegalArgumentException when two have the same path or the same salt
     */
    public static VolumeLayout of(List<ZipEntry> entries) {
        List<ZipEntry> all = List.copyOf(entries);
        requireDifferent("path", all.stream().map(ZipEntry::path).toList());
        requireDifferent("salt", all.stream().map(ZipEntry::salt).toList());
        long[] offsets = new long[all.size()];
        VolumeSize size = VolumeSize.EMPTY;
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

    VolumeSize size() {
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
