package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of bytes in large chunks. As objects, the items of a gallery would take several times as much memory, most of
 * it for headers and references.
 */
final class Records {
    private static final int CHUNK_BYTES = 1 << 20;

    private final List<byte[]> chunks = new ArrayList<>();
    private int used = CHUNK_BYTES;

    /** The record that is being written; it grows with its content. */
    private ByteBuffer record = ByteBuffer.allocate(1_024);

    Records text(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        room(Integer.BYTES + utf8.length).putInt(utf8.length).put(utf8);
        return this;
    }

    Records number(long number) {
        room(Long.BYTES).putLong(number);
        return this;
    }

    Records instant(Instant instant) {
        room(Long.BYTES + Integer.BYTES).putLong(instant.getEpochSecond()).putInt(instant.getNano());
        return this;
    }

    private ByteBuffer room(int bytes) {
        if (record.remaining() < bytes) {
            record = ByteBuffer.allocate(2 * (record.capacity() + bytes)).put(record.flip());
        }
        return record;
    }

    /** Ends the record; returns its place. */
    long end() {
        int bytes = record.flip().remaining();
        if (used + bytes > CHUNK_BYTES) {
            chunks.add(new byte[Math.max(CHUNK_BYTES, bytes)]);
            used = 0;
        }
        record.get(chunks.getLast(), used, bytes).clear();
        long place = ((long) (chunks.size() - 1) << Integer.SIZE) | used;
        used += bytes;
        return place;
    }

    /** Reads from a place. */
    Reader read(long place) {
        byte[] chunk = chunks.get((int) (place >>> Integer.SIZE));
        int offset = (int) place;
        return new Reader(ByteBuffer.wrap(chunk, offset, chunk.length - offset));
    }

    /** Reads a record in the order in which it was written. */
    record Reader(ByteBuffer bytes) {
        String text() {
            byte[] utf8 = new byte[bytes.getInt()];
            bytes.get(utf8);
            return new String(utf8, UTF_8);
        }

        long number() {
            return bytes.getLong();
        }

        Instant instant() {
            return Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
        }
    }
}
