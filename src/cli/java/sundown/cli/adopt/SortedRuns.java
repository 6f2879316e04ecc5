package sundown.cli.adopt;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Entries in sorted runs, one after the other in a file. A run begins with where each part of it begins and where the
 * last one ends, as numbers of four bytes from the run's own beginning.
 */
record SortedRuns(FileChannel file, List<Long> offsets, int parts) {
    /** The most memory that the buffers of one part's runs have together, unless there are a great many. */
    private static final int BUFFERS = 16 << 20;

    private static final int SMALLEST_BUFFER = 512;
    private static final int LARGEST_BUFFER = 1 << 15;

    /** Writes entries, which are in their order, as a run. */
    static byte[] run(List<Entry> entries, int parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer begins = ByteBuffer.allocate(Integer.BYTES * (parts + 1));
        bytes.writeBytes(begins.array());
        try (DataOutputStream run = new DataOutputStream(bytes)) {
            int part = 0;
            begins.putInt(bytes.size());
            for (Entry entry : entries) {
                for (; part < entry.row().part(parts); part++) {
                    begins.putInt(bytes.size());
                }
                write(entry, run);
            }
            for (; part < parts; part++) {
                begins.putInt(bytes.size());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        byte[] run = bytes.toByteArray();
        System.arraycopy(begins.array(), 0, run, 0, begins.capacity());
        return run;
    }

    private static void write(Entry entry, DataOutputStream run) throws IOException {
        Row row = entry.row();
        byte[] json = row.json().getBytes(StandardCharsets.UTF_8);
        run.writeInt(row.hash());
        run.writeUTF(row.partition());
        run.writeUTF(row.sort());
        run.writeLong(row.bytes());
        run.writeInt(entry.file());
        run.writeLong(entry.line());
        run.writeInt(json.length);
        run.write(json);
    }

    /** The entries of a part from all runs, in their order. */
    Iterator<Entry> part(int part) throws IOException {
        int buffer = Math.clamp(BUFFERS / Math.max(1, offsets.size()), SMALLEST_BUFFER, LARGEST_BUFFER);
        PriorityQueue<Cursor> cursors = new PriorityQueue<>();
        for (long offset : offsets) {
            ByteBuffer range = ByteBuffer.allocate(Integer.BYTES * 2);
            file.read(range, offset + (long) Integer.BYTES * part);
            InputStream bytes = new Range(file, offset + range.getInt(0), offset + range.getInt(Integer.BYTES));
            Cursor cursor = new Cursor(new DataInputStream(new BufferedInputStream(bytes, buffer)));
            if (cursor.advance()) {
                cursors.add(cursor);
            }
        }
        return new Merge(cursors);
    }

    /** The bytes of a file from one place to another. */
    private static final class Range extends InputStream {
        private final FileChannel file;
        private final long end;
        private long at;

        Range(FileChannel file, long begin, long end) {
            this.file = file;
            this.at = begin;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (at >= end) {
                return -1;
            }
            int got = file.read(ByteBuffer.wrap(buffer, offset, Math.toIntExact(Math.min(length, end - at))), at);
            at += Math.max(0, got);
            return got;
        }
    }

    /** The next entry of one run. */
    private static final class Cursor implements Comparable<Cursor> {
        private final DataInputStream run;
        private Entry next;

        Cursor(DataInputStream run) {
            this.run = run;
        }

        /** False at the end. */
        boolean advance() throws IOException {
            int hash;
            try {
                hash = run.readInt();
            } catch (EOFException end) {
                return false;
            }
            String partition = run.readUTF();
            String sort = run.readUTF();
            long bytes = run.readLong();
            int file = run.readInt();
            long line = run.readLong();
            byte[] json = run.readNBytes(run.readInt());
            next = new Entry(
                    new Row(hash, partition, sort, bytes, new String(json, StandardCharsets.UTF_8)), file, line);
            return true;
        }

        @Override
        public int compareTo(Cursor other) {
            return next.compareTo(other.next);
        }
    }

    private record Merge(PriorityQueue<Cursor> cursors) implements Iterator<Entry> {
        @Override
        public boolean hasNext() {
            return !cursors.isEmpty();
        }

        @Override
        public Entry next() {
            Cursor first = cursors.poll();
            if (first == null) {
                throw new NoSuchElementException();
            }
            Entry entry = first.next;
            try {
                if (first.advance()) {
                    cursors.add(first);
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            return entry;
        }
    }
}
