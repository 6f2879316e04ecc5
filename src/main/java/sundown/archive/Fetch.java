package sundown.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import sundown.archive.zip.EntryContents.WrongContentsException;
import sundown.failure.RetryableFailure;
import sundown.failure.Waiting;

/** One section that is read ahead: its bytes arrive in the background, and are taken once. */
final class Fetch {
    private final int entry;
    private final long offset;
    private final int length;
    private final byte[][] blocks;
    private final Future<Optional<WrongContentsException>> arrival;
    private int taken;

    Fetch(int entry, long offset, long length, byte[][] blocks, ExecutorService executor, Source source) {
        this.entry = entry;
        this.offset = offset;
        this.length = Math.toIntExact(length);
        this.blocks = blocks;
        this.arrival = executor.submit(() -> read(source));
    }

    /** Opens the bytes of the section. */
    interface Source {
        InputStream open() throws IOException;
    }

    int entry() {
        return entry;
    }

    boolean begins(int otherEntry, long otherOffset) {
        return entry == otherEntry && offset == otherOffset && taken == 0;
    }

    private Optional<WrongContentsException> read(Source source) {
        try (InputStream stream = source.open()) {
            for (int block = 0; block < blocks.length; block++) {
                int wanted = Math.min(BlockPool.BLOCK, length - block * BlockPool.BLOCK);
                if (stream.readNBytes(blocks[block], 0, wanted) < wanted) {
                    return Optional.of(new WrongContentsException(entry, WrongContentsException.Reason.SHORTER));
                }
            }
            return Optional.empty();
        } catch (WrongContentsException wrong) {
            return Optional.of(wrong);
        } catch (IOException broken) {
            throw new RetryableFailure("the bytes of an item broke off", broken);
        }
    }

    /**
     * Takes some of the bytes, and waits for them first; each block returns to the pool with its last byte. -1 at the
     * end.
     */
    int read(byte[] target, int targetOffset, int most, BlockPool pool) throws WrongContentsException {
        arrived();
        if (taken == length) {
            return -1;
        }
        int block = taken / BlockPool.BLOCK;
        int begin = taken % BlockPool.BLOCK;
        int count = Math.min(most, Math.min(BlockPool.BLOCK - begin, length - taken));
        System.arraycopy(blocks[block], begin, target, targetOffset, count);
        taken += count;
        if (taken == length || taken % BlockPool.BLOCK == 0) {
            pool.giveBack(blocks[block]);
            blocks[block] = null;
        }
        return count;
    }

    private void arrived() throws WrongContentsException {
        Optional<WrongContentsException> wrong = Waiting.until(arrival::get, "reading");
        if (wrong.isPresent()) {
            throw wrong.get();
        }
    }

    /** Waits until it has ended. Its failure makes no difference, because its bytes are no longer needed. */
    void end() {
        try {
            arrival.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RetryableFailure("interrupted while reading", interrupted);
        } catch (ExecutionException unwanted) {
            taken = length;
        }
    }

    void giveBack(BlockPool pool) {
        for (byte[] block : blocks) {
            if (block != null) {
                pool.giveBack(block);
            }
        }
    }

    /**
     * The memory to read ahead into: blocks of one size, allocated when first needed and reused, so that building a
     * large volume leaves no garbage. Only one thread takes and gives back.
     */
    static final class BlockPool {
        /** The size of a block in bytes. */
        static final int BLOCK = 1 << 20;

        private final Deque<byte[]> spare = new ArrayDeque<>();
        private int free;

        BlockPool(int blocks) {
            this.free = blocks;
        }

        /** True if this many bytes can be taken. */
        boolean has(long bytes) {
            return blocksOf(bytes) <= free;
        }

        byte[][] take(long bytes) {
            byte[][] blocks = new byte[blocksOf(bytes)][];
            free -= blocks.length;
            for (int index = 0; index < blocks.length; index++) {
                byte[] block = spare.poll();
                blocks[index] = block == null ? new byte[BLOCK] : block;
            }
            return blocks;
        }

        void giveBack(byte[] block) {
            free++;
            spare.push(block);
        }

        private static int blocksOf(long bytes) {
            return Math.toIntExact(Math.ceilDiv(bytes, BLOCK));
        }
    }
}
