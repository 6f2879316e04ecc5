package sundown.archive.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import sundown.secret.Secret;

/**
 * Renders a range of a volume's bytes. The same layout, password and contents give the same bytes in whatever ranges
 * they are rendered, so a part can be rendered again, or by another worker.
 *
 * <p>An entry's authentication code depends on all its bytes. If a range begins within an entry and reaches its code,
 * the renderer reads the entry from the beginning; otherwise it reads only from where the range begins. Contents that
 * are longer than planned are found when the code is rendered.
 *
 * <p>For one thread. After an exception, only {@link #close} is useful.
 */
public final class VolumeRenderer implements AutoCloseable {
    private static final int DROPPED_AT_ONCE = 16 * 1024;

    private final VolumeLayout layout;
    private final EntryRenderer entries;
    private final long to;
    private long position;
    private long toDrop;
    private ByteBuffer ready = ByteBuffer.allocate(0);

    /** The next section: the entries first, then their headers in the directory, then its end. */
    private long section;

    /**
     * Prepares a range without opening anything.
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
     * Renders the next bytes: as many as requested, or as are left.
     *
     * @return how many; -1 when none are left
     * @throws EntryContents.WrongContentsException when an entry's contents differ from the plan
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
            toDrop = offset % EntryCipher.BLOCK_BYTES;
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

    /** Gives the next bytes, at most this many; 0 if it had to prepare something first. */
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
                ? Headers.central(layout.entries().get(header), layout.offsetOf(header))
                : Headers.end(layout.size());
    }
}
