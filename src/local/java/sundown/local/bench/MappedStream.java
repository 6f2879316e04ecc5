package sundown.local.bench;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/** Reads what is mapped into memory. */
final class MappedStream extends InputStream {
    private final MemorySegment bytes;
    private long position;

    MappedStream(MemorySegment bytes, long position) {
        this.bytes = bytes;
        this.position = position;
    }

    @Override
    public int read() {
        return position == bytes.byteSize() ? -1 : bytes.get(ValueLayout.JAVA_BYTE, position++) & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        long left = bytes.byteSize() - position;
        if (left == 0 && length > 0) {
            return -1;
        }
        int count = (int) Math.min(length, left);
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, position, target, offset, count);
        position += count;
        return count;
    }
}
