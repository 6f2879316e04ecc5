package sundown.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * A change of a file: some bytes in place of others.
 *
 * @param offset where in the original it begins
 * @param removed how many bytes of the original it replaces
 * @param bytes what comes in their place
 */
public record Splice(long offset, int removed, ByteBuffer bytes) {

    /** How much longer a file is with these changes. */
    public static int growth(List<Splice> splices) {
        return splices.stream()
                .mapToInt(splice -> splice.bytes.remaining() - splice.removed)
                .sum();
    }

    /** A file as it is with its changes, read once. Its source may come in sections: an end is that of a section. */
    public static final class Spliced extends InputStream {
        private final Deque<Splice> next;
        private InputStream source;
        private long position;
        private ByteBuffer inserting = ByteBuffer.allocate(0);
        private int removing;

        /**
         * Begins to read.
         *
         * @param splices in the order of their offsets; they do not overlap
         * @param position where in the original the source begins: 0, or anywhere if no change has another length
         */
        public Spliced(List<Splice> splices, InputStream source, long position) {
            this.next = new ArrayDeque<>(splices);
            this.source = source;
            this.position = position;
            while (!next.isEmpty() && next.peek().offset < position) {
                begunBefore(next.remove());
            }
        }

        private void begunBefore(Splice splice) {
            int done = (int) Math.min(position - splice.offset, splice.removed);
            inserting = splice.bytes.slice(done, splice.removed - done);
            removing = splice.removed - done;
            position += removing;
        }

        /** Goes on with the next section of the original. */
        public void follow(InputStream section) {
            source = section;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            while (true) {
                if (inserting.hasRemaining()) {
                    int count = Math.min(length, inserting.remaining());
                    inserting.get(target, offset, count);
                    return count;
                }
                if (removing > 0) {
                    int count = source.readNBytes(removing).length;
                    if (count == 0) {
                        return -1;
                    }
                    removing -= count;
                } else if (!next.isEmpty() && next.peek().offset == position) {
                    Splice splice = next.remove();
                    inserting = splice.bytes.duplicate();
                    removing = splice.removed;
                    position += removing;
                } else {
                    int count = source.read(
                            target,
                            offset,
                            next.isEmpty() ? length : (int) Math.min(length, next.peek().offset - position));
                    position += Math.max(0, count);
                    return count;
                }
            }
        }
    }
}
