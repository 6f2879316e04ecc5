package sundown.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import sundown.archive.zip.WrongContentsException;
import sundown.failure.RetryableFailure;

/** One section that is read ahead: its bytes arrive in the background and are taken once. */
final class Fetch {
    private final int entry;
    private final long offset;
    private final int length;
    private final byte[][] blocks;
    private final Future<?> arrival;
    private int taken;

    Fetch(int entry, long offset, long length, byte[][] blocks, ExecutorService executor, ReadAhead.Opening source) {
        this.entry = entry;
        this.offset = offset;
        this.length = Math.toIntExact(length);
        this.blocks = blocks;
        this.arrival = executor.submit(() -> {
            read(source);
            return null;
        });
    }

    int entry() {
        return entry;
    }

    boolean begins(int otherEntry, long otherOffset) {
        return entry == otherEntry && offset == otherOffset && taken == 0;
    }

    private void read(ReadAhead.Opening source) throws IOException {
        try (InputStream stream = source.open()) {
            for (int block = 0; block < blocks.length; block++) {
                int wanted = Math.min(BlockPool.BLOCK, length - block * BlockPool.BLOCK);
                if (stream.readNBytes(blocks[block], 0, wanted) < wanted) {
                    throw new WrongContentsException(entry, WrongContentsException.Reason.SHORTER);
                }
            }
        }
    }

    /**
     * Takes some of the bytes, waiting for them; each block goes back to the pool with its last byte. -1 at the end.
     */
    int read(byte[] target, int targetOffset, int most, BlockPool pool) throws IOException {
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

    private void arrived() throws IOException {
        try {
            arrival.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RetryableFailure("interrupted while reading", interrupted);
        } catch (ExecutionException failed) {
            throw rethrown(failed.getCause());
        }
    }

    private static IOException rethrown(Throwable cause) {
        return switch (cause) {
            case WrongContentsException wrong -> wrong;
            case IOException broken -> throw new RetryableFailure("the bytes of an item broke off", broken);
            case RuntimeException failure -> throw failure;
            case Error error -> throw error;
            default -> throw new IllegalStateException("a read failed in a way it cannot", cause);
        };
    }

    /** Waits for its end. What befell it does not matter: nobody wants these bytes any more. */
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
}
