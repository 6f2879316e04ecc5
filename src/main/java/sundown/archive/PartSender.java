package sundown.archive;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import sundown.failure.Waiting;
import sundown.gallery.ObjectKey;

/** Sends the parts of one volume, each while the next is rendered: two buffers, used in turns. */
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

    PartSender(VolumeStorage storage, ObjectKey volume, UploadId upload, Parts parts, ExecutorService executor) {
        this.storage = storage;
        this.volume = volume;
        this.upload = upload;
        this.parts = parts;
        this.executor = executor;
        this.buffers = new byte[2][parts.length(1)];
    }

    /** Notes a part that the storage has already; one that is not this volume's is sent again, in its place. */
    void known(UploadedPart part) {
        if (parts.include(part)) {
            sent.put(part.number(), part);
        }
    }

    /** The parts of the volume. */
    Parts parts() {
        return parts;
    }

    /** The first part that the storage lacks, or one more than there are. */
    int firstMissing() {
        return IntStream.rangeClosed(1, parts.count())
                .filter(number -> !has(number))
                .findFirst()
                .orElse(parts.count() + 1);
    }

    boolean has(int number) {
        return sent.containsKey(number);
    }

    /** The parts that the storage is known to have, by number. */
    List<UploadedPart> sent() {
        return List.copyOf(sent.values());
    }

    /** True when the storage has said that there is no such upload any more. */
    boolean gone() {
        return gone;
    }

    /** How many bytes the storage is known to have. */
    long bytes() {
        return sent.values().stream().mapToLong(UploadedPart::bytes).sum();
    }

    /** The buffer into which the next part is to be rendered. */
    byte[] buffer() {
        return buffers[turn];
    }

    /**
     * Begins to send what is in the {@link #buffer()}, once the part before has been sent; the other buffer is next.
     */
    void send(int number, int length) {
        await();
        byte[] buffer = buffer();
        sending = Optional.of(executor.submit(() -> storage.upload(volume, upload, number, buffer, length)));
        turn = 1 - turn;
    }

    /** Waits until what was begun has been sent. */
    void await() {
        Optional<Future<Optional<UploadedPart>>> begun = sending;
        sending = Optional.empty();
        begun.ifPresent(
                answer -> Waiting.until(answer::get, "sending").ifPresentOrElse(this::known, () -> gone = true));
    }

    /** Nothing goes on in the background after it. */
    @Override
    public void close() {
        await();
    }
}
