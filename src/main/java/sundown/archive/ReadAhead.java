package sundown.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import sundown.archive.plan.PlannedEntry;
import sundown.archive.zip.EntryContents;
import sundown.archive.zip.WrongContentsException;

/**
 * Reads the entries of a volume ahead of the one that renders them, several at once, so that the network and the
 * processor do not wait for one another. Entries are read with one request each, large ones in sections. Whoever opens
 * something else than what comes next makes it begin anew there.
 */
final class ReadAhead implements EntryContents, AutoCloseable {
    /** What is held in memory at most. */
    static final int BLOCKS = 32;

    /** Up to this size an entry is read with one request. */
    static final long WHOLE = 16 << 20;

    /** The size of a section of a larger one. */
    static final long SECTION = 8 << 20;

    /** Requests at once: enough to hide the wait for the first byte of small items. */
    private static final int AT_ONCE = 6;

    private final List<PlannedEntry> entries;
    private final EntrySources sources;
    private final ExecutorService executor;
    private final BlockPool pool = new BlockPool(BLOCKS);
    private final Deque<Fetch> ahead = new ArrayDeque<>();
    private int nextEntry;
    private long nextOffset;

    ReadAhead(List<PlannedEntry> entries, EntrySources sources, ExecutorService executor) {
        this.entries = entries;
        this.sources = sources;
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

    /** Only what fits into memory is asked for, so a request never waits for memory with its connection open. */
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
        PlannedEntry planned = entries.get(nextEntry);
        int entry = nextEntry;
        long offset = nextOffset;
        ahead.add(new Fetch(
                entry,
                offset,
                length,
                pool.take(length),
                executor,
                () -> sources.open(entry, planned, offset, length)));
        nextOffset += length;
        if (nextOffset >= planned.entry().bytes()) {
            nextEntry++;
            nextOffset = 0;
        }
    }

    private long bytes(int entry) {
        return entries.get(entry).entry().bytes();
    }

    /** Waits for what is still on its way: its memory is not to be used by two. */
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

    /** Opens what a fetch reads. */
    interface Opening {
        /**
         * Opens it.
         *
         * @throws WrongContentsException when the bytes are not those that were planned
         */
        InputStream open() throws IOException;
    }
}
