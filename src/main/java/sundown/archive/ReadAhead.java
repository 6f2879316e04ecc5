package sundown.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import sundown.archive.plan.PlanId;
import sundown.archive.plan.VolumePlan.PlannedEntry;
import sundown.archive.plan.VolumePlan.Source;
import sundown.archive.zip.EntryContents;
import sundown.gallery.GalleryObjects;
import sundown.gallery.GalleryObjects.Section;
import sundown.gallery.ObjectVersion;

/**
 * Reads the entries of a volume ahead of the renderer, several at once, so that the network and the processor do not
 * wait for each other. It reads an entry with one request, or a large one in sections, in exactly the version that was
 * planned. Opening anything but the next entry starts it again there.
 */
final class ReadAhead implements EntryContents, AutoCloseable {
    /** The most blocks in memory. */
    static final int BLOCKS = 32;

    /** The largest entry that is read with one request. */
    static final long WHOLE = 16 << 20;

    /** The size of a section of a larger entry. */
    static final long SECTION = 8 << 20;

    /** Requests at once: enough to hide the wait for the first byte of small items. */
    private static final int AT_ONCE = 6;

    private final Archive archive;
    private final PlanId plan;
    private final List<PlannedEntry> entries;
    private final GalleryObjects gallery;
    private final PlanFiles files;
    private final ExecutorService executor;
    private final Fetch.BlockPool pool = new Fetch.BlockPool(BLOCKS);
    private final Deque<Fetch> ahead = new ArrayDeque<>();
    private int nextEntry;
    private long nextOffset;

    /** @param entries those of a volume of this archive, after this plan */
    ReadAhead(
            Archive archive,
            PlanId plan,
            List<PlannedEntry> entries,
            GalleryObjects gallery,
            PlanFiles files,
            ExecutorService executor) {
        this.archive = archive;
        this.plan = plan;
        this.entries = entries;
        this.gallery = gallery;
        this.files = files;
        this.executor = executor;
    }

    @Override
    public InputStream open(int entry, long offset) {
        if (ahead.isEmpty() || !ahead.peek().begins(entry, offset)) {
            restart(entry, offset);
        }
        return new Contents(entry);
    }

    private void restart(int entry, long offset) {
        close();
        nextEntry = entry;
        nextOffset = offset;
        fetchMore();
    }

    /** Requests only what fits into memory, so that no request waits for memory with its connection open. */
    private void fetchMore() {
        while (nextEntry < entries.size() && ahead.size() < AT_ONCE && pool.has(nextLength())) {
            fetchNext(nextLength());
        }
    }

    private long nextLength() {
        long left = bytes(nextEntry) - nextOffset;
        return bytes(nextEntry) <= WHOLE ? left : Math.min(SECTION, left);
    }

    private void fetchNext(long length) {
        int entry = nextEntry;
        long offset = nextOffset;
        ahead.add(new Fetch(entry, offset, length, pool.take(length), executor, () -> source(entry, offset, length)));
        nextOffset += length;
        if (nextOffset >= bytes(entry)) {
            nextEntry++;
            nextOffset = 0;
        }
    }

    private long bytes(int entry) {
        return entries.get(entry).entry().bytes();
    }

    private InputStream source(int entry, long offset, long length) throws IOException {
        return switch (entries.get(entry).source()) {
            case Source.Photo photo -> photo(entry, photo.object(), offset, length);
            case Source.Written written ->
                files.open(archive, plan, written.name(), offset)
                        .orElseThrow(() -> new WrongContentsException(entry, WrongContentsException.Reason.GONE));
        };
    }

    private InputStream photo(int entry, ObjectVersion object, long offset, long length) throws IOException {
        Section section = length == bytes(entry) ? gallery.open(object) : gallery.open(object, offset, length);
        return switch (section) {
            case Section.Found found -> ofLength(entry, found, length);
            case Section.Changed _ -> throw new WrongContentsException(entry, WrongContentsException.Reason.CHANGED);
            case Section.Gone _ -> throw new WrongContentsException(entry, WrongContentsException.Reason.GONE);
        };
    }

    private static InputStream ofLength(int entry, Section.Found found, long length) throws IOException {
        if (found.bytes() == length) {
            return found.stream();
        }
        found.close();
        throw new WrongContentsException(
                entry,
                found.bytes() < length ? WrongContentsException.Reason.SHORTER : WrongContentsException.Reason.LONGER);
    }

    /** Waits for what is on its way, because its memory must not be used twice. */
    @Override
    public void close() {
        ahead.forEach(Fetch::end);
        List<Fetch> ended = new ArrayList<>(ahead);
        ahead.clear();
        ended.forEach(fetch -> fetch.giveBack(pool));
    }

    /** The bytes of one entry. */
    private final class Contents extends InputStream {
        private final int entry;

        private Contents(int entry) {
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (!ahead.isEmpty() && ahead.peek().entry() == entry) {
                int count = ahead.peek().read(target, offset, length, pool);
                if (count >= 0) {
                    return count;
                }
                ahead.remove();
                fetchMore();
            }
            return -1;
        }
    }
}
