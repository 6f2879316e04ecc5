package sundown.archive;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.archive.zip.VolumeRenderer;
import sundown.failure.Waiting;
import sundown.gallery.ObjectKey;

/** Sends the parts of one volume, each while the next one is rendered: two buffers, used in turns. */
final class PartSender implements AutoCloseable {
    private final VolumeStorage storage;
    private final ObjectKey volume;
    private final UploadId upload;
    private final Parts parts;
    private final ExecutorService executor;
    private final SortedMap<Integer, UploadedPart> sent = new TreeMap<>();
    private final byte[][] buffers;
    private int turn;
    private Optional<Future<Optional<UploadedPart>>> sending = Optional.empty();
    private boolean gone;

    /** @param known the parts that the storage already has; those that do not fit this division are sent again */
    PartSender(
            VolumeStorage storage,
            ObjectKey volume,
            UploadId upload,
            Parts parts,
            List<UploadedPart> known,
            ExecutorService executor) {
        this.storage = storage;
        this.volume = volume;
        this.upload = upload;
        this.parts = parts;
        this.executor = executor;
        this.buffers = new byte[2][parts.length(1)];
        known.forEach(this::note);
    }

    /**
     * How a volume is divided into parts: all of one size, except for the last.
     *
     * @param volumeBytes at least 1
     * @param partBytes of every part but the last
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">multipart upload limits</a>
     */
    record Parts(long volumeBytes, int partBytes) {
        /** S3 takes 10,000; this leaves a margin for other storages. */
        private static final int MOST = 9_000;

        private static final int STEP = 1 << 20;

        /** Parts of the least size, or of a larger one if there would be too many. */
        static Parts of(long volumeBytes, int leastBytes) {
            long needed = Math.ceilDiv(volumeBytes, MOST);
            return new Parts(
                    volumeBytes, needed > leastBytes ? Math.toIntExact(Math.ceilDiv(needed, STEP) * STEP) : leastBytes);
        }

        int count() {
            return Math.toIntExact(Math.ceilDiv(volumeBytes, partBytes));
        }

        /** Where a part begins in the volume; the first part is number 1. */
        long begin(int number) {
            return (number - 1L) * partBytes;
        }

        int length(int number) {
            return (int) Math.min(partBytes, volumeBytes - begin(number));
        }

        /** True if an uploaded part is one of these: a deployment may have changed the size since it was sent. */
        boolean include(UploadedPart part) {
            return part.number() >= 1 && part.number() <= count() && part.bytes() == length(part.number());
        }
    }

    Parts parts() {
        return parts;
    }

    private void note(UploadedPart part) {
        if (parts.include(part)) {
            sent.put(part.number(), part);
        }
    }

    /** The first part that the storage lacks, or one more than there are. */
    int firstMissing() {
        return IntStream.rangeClosed(1, parts.count())
                .filter(number -> !sent.containsKey(number))
                .findFirst()
                .orElse(parts.count() + 1);
    }

    /** The parts that the storage is known to have, by number. */
    List<UploadedPart> sent() {
        return List.copyOf(sent.values());
    }

    /** True once the storage has said that the upload no longer exists. */
    boolean gone() {
        return gone;
    }

    /** The number of bytes that the storage is known to have. */
    long bytes() {
        return sent.values().stream().mapToLong(UploadedPart::bytes).sum();
    }

    /**
     * Renders the next part and begins to send it, once the part before has been sent. A part that the storage already
     * has is only rendered, because entries continue from part to part.
     *
     * @param digest takes in everything rendered
     */
    void render(int number, VolumeRenderer renderer, MessageDigest digest) throws IOException {
        byte[] buffer = buffers[turn];
        int length = parts.length(number);
        for (int filled = 0; filled < length; ) {
            filled += renderer.render(buffer, filled, length - filled);
        }
        digest.update(buffer, 0, length);
        if (!sent.containsKey(number)) {
            await();
            sending = Optional.of(executor.submit(() -> storage.upload(volume, upload, number, buffer, length)));
            turn = 1 - turn;
        }
    }

    /** Waits until what was begun has been sent. */
    void await() {
        Optional<Future<Optional<UploadedPart>>> begun = sending;
        sending = Optional.empty();
        begun.ifPresent(answer -> Waiting.until(answer::get, "sending").ifPresentOrElse(this::note, () -> gone = true));
    }

    /** Leaves nothing running in the background. */
    @Override
    public void close() {
        await();
    }
}
