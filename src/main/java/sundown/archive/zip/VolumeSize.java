package sundown.archive.zip;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * How large a volume is, to the byte, without its layout: a planner adds entries until the next one would be too much.
 *
 * @param entries how many there are
 * @param entriesBytes their local headers and encrypted contents; the central directory begins here
 * @param directoryBytes the central directory without its end
 */
public record VolumeSize(long entries, long entriesBytes, long directoryBytes) {
    /** A volume without entries. */
    public static final VolumeSize EMPTY = new VolumeSize(0, 0, 0);

    /** The size with one more entry at the end; its time and salt do not matter. */
    public VolumeSize plus(String path, long bytes) {
        int nameBytes = path.getBytes(UTF_8).length;
        long local = Math.addExact(LocalHeader.bytes(nameBytes, bytes), EntryFields.encryptedBytes(bytes));
        return new VolumeSize(
                entries + 1,
                Math.addExact(entriesBytes, local),
                Math.addExact(directoryBytes, CentralHeader.bytes(nameBytes, bytes, entriesBytes)));
    }

    /** The length of the whole volume. */
    public long bytes() {
        return Math.addExact(Math.addExact(entriesBytes, directoryBytes), EndOfDirectory.bytes(this));
    }
}
