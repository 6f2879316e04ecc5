package sundown.archive.zip;

import java.io.InputStream;

/** Contents of any size out of little memory: the same random bytes over and over, begun elsewhere for each entry. */
record RepeatedContents(VolumeLayout layout) implements EntryContents {
    private static final byte[] BYTES = Given.bytes(5, 1_000_003);

    @Override
    public InputStream open(int entry, long offset) {
        long begin = 7919L * entry + offset;
        return new Repetition(begin, begin + layout.entries().get(entry).bytes() - offset);
    }

    private static final class Repetition extends InputStream {
        private final long end;
        private long position;

        private Repetition(long begin, long end) {
            this.position = begin;
            this.end = end;
        }

        @Override
        public int read() {
            return position == end ? -1 : BYTES[(int) (position++ % BYTES.length)] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (position == end) {
                return -1;
            }
            int from = (int) (position % BYTES.length);
            int count = (int) Math.min(Math.min(length, BYTES.length - from), end - position);
            System.arraycopy(BYTES, from, target, offset, count);
            position += count;
            return count;
        }
    }
}
