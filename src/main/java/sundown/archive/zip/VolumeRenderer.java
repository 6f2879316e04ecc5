package sundown.archive.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import sundown.secret.Secret;

/**
 * Renders a range of a volume's bytes. The same layout, password and contents always give the same bytes, whichever
 * ranges they are rendered in, so that parts can be rendered again, or by several workers.
 *
 * <p>An entry's authentication code follows from all its bytes. Where a range begins within an entry and reaches its
 * code, the entry's contents are read from their beginning; where it ends before the code, only from its beginning on.
 * That contents are longer than planned is found where the code is rendered.
 *
 * <p>For one thread. After an exception there is nothing to do but close it.
 */
public final class VolumeRenderer implements AutoCloseable {
    private static final int DROPPED_AT_ONCE = 16 * 1024;

    private final VolumeLayout layout;
    private final EntryRenderer entries;
    private final long to;
    private long position;
    private long toDrop;
    private ByteBuffer ready = ByteBuffer.allocate(0);

    /** What comes next: an entry, and after all of them their headers in the directory, and its end. */
    private long section;

    /**
     * Prepares a range; nothing is opened yet.
     *
     * @param password at most 99 characters of printable ASCII
     * @param from the first byte
     * @param to the byte after the last one, at most the volume's length
     */
    public VolumeRenderer(VolumeLayout layout, Secret password, EntryContents contents, long from, long to) {
        Objects.checkFromToIndex(from, to, layout.bytes());
        this.layout = layout;
        this.entries = new EntryRenderer(layout, password, contents);
        this.position = from;
        this.to = to;
        if (from < layout.directoryOffset()) {
            beginAtEntry(layout.entryAt(from));
        } else {
            section = layout.entries().size();
            toDrop = from - layout.directoryOffset();
        }
    }

    /**
     * Renders the bytes that follow: as many as are asked for, or as are left.
     *
     * @return how many; -1 when none are left
     * @throws WrongContentsException when an entry's contents are not what was planned
     * @throws IOException when they cannot be read
     */
    public int render(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (position == to) {
            return -1;
        }
        drop();
        int wanted = (int) Math.min(length, to - position);
        for (int rendered = 0; rendered < wanted; ) {
            rendered += next(target, offset + rendered, wanted - rendered);
        }
        position += wanted;
        return wanted;
    }

    @Override
    public void close() throws IOException {
        entries.close();
    }

    private void beginAtEntry(int entry) {
        long offset = position - layout.contentsOffset(entry);
        if (offset > 0 && !reachesCode(entry)) {
            toDrop = offset % Keystream.BLOCK_BYTES;
            entries.beginWithin(entry, offset - toDrop);
            section = entry + 1L;
        } else {
            toDrop = position - layout.offsetOf(entry);
            section = entry;
        }
    }

    private boolean reachesCode(int entry) {
        return to > layout.codeOffset(entry);
    }

    private void drop() throws IOException {
        byte[] dropped = new byte[(int) Math.min(toDrop, DROPPED_AT_ONCE)];
        while (toDrop > 0) {
            toDrop -= next(dropped, 0, (int) Math.min(toDrop, dropped.length));
        }
    }

    /** Gives bytes that follow, at most so many; none where something has to be made ready first. */
    private int next(byte[] target, int offset, int length) throws IOException {
        if (ready.hasRemaining()) {
            int bytes = Math.min(length, ready.remaining());
            ready.get(target, offset, bytes);
            return bytes;
        }
        if (entries.hasContents()) {
            return entries.contents(target, offset, length);
        }
        ready = entries.isWithinEntry() ? entries.end() : beginSection();
        return 0;
    }

    private ByteBuffer beginSection() {
        int count = layout.entries().size();
        long next = section++;
        if (next < count) {
            return entries.begin((int) next, reachesCode((int) next));
        }
        int header = (int) (next - count);
        return header < count
                ? CentralHeader.of(layout.entries().get(header), layout.offsetOf(header))
                : EndOfDirectory.of(layout.size());
    }
}
