package sundown.archive;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The memory that is read ahead into: blocks of one size, made when first needed and used again and again, so that
 * building a large volume leaves no garbage. Only one thread takes and gives back.
 */
final class BlockPool {
    /** The size of a block in bytes. */
    static final int BLOCK = 1 << 20;

    private final Deque<byte[]> spare = new ArrayDeque<>();
    private int free;

    BlockPool(int blocks) {
        this.free = blocks;
    }

    /** True when so many bytes can be taken. */
    boolean has(long bytes) {
        return blocksOf(bytes) <= free;
    }

    /** Takes blocks for so many bytes. */
    byte[][] take(long bytes) {
        byte[][] blocks = new byte[blocksOf(bytes)][];
        free -= blocks.length;
        for (int index = 0; index < blocks.length; index++) {
            byte[] block = spare.poll();
            blocks[index] = block == null ? new byte[BLOCK] : block;
        }
        return blocks;
    }

    /** Takes a block back. */
    void giveBack(byte[] block) {
        free++;
        spare.push(block);
    }

    private static int blocksOf(long bytes) {
        return Math.toIntExact(Math.ceilDiv(bytes, BLOCK));
    }
}
