package sundown.transfer;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.gallery.GalleryBytes;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.ObjectKey;

/**
 * Records at which offsets objects are opened, and fails on request. Also has objects of zeros, which take no memory.
 * Safe for use by several threads.
 */
final class RecordingGalleryBytes implements GalleryBytes {
    private final InMemoryGalleryBytes objects;
    private final Map<ObjectKey, Long> zeros = new HashMap<>();
    private final List<Long> opened = new ArrayList<>();
    private final Map<ObjectKey, RuntimeException> failures = new HashMap<>();

    RecordingGalleryBytes(InMemoryGalleryBytes objects) {
        this.objects = objects;
    }

    synchronized void putZeros(ObjectKey key, long bytes) {
        zeros.put(key, bytes);
    }

    synchronized List<Long> opened() {
        return List.copyOf(opened);
    }

    synchronized void fail(ObjectKey key, RuntimeException failure) {
        failures.put(key, failure);
    }

    @Override
    public synchronized Opened open(ObjectKey key, long offset, long length) {
        opened.add(offset);
        Optional.ofNullable(failures.get(key)).ifPresent(failure -> {
            throw failure;
        });
        return Optional.ofNullable(zeros.get(key))
                .filter(bytes -> offset < bytes)
                .map(bytes -> Math.min(length, bytes - offset))
                .<Opened>map(left -> new Opened.Found(new Zeros(left), left))
                .orElseGet(() -> objects.open(key, offset, length));
    }

    private static final class Zeros extends InputStream {
        private long left;

        private Zeros(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = (int) Math.min(left, length);
            Arrays.fill(target, offset, offset + count, (byte) 0);
            left -= count;
            return count > 0 || length == 0 ? count : -1;
        }
    }
}
