package sundown.archive;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.digest.Sha256;
import sundown.failure.Waiting;
import sundown.gallery.ObjectKey;
import sundown.sweep.SeveralAtOnce;

/** Uploads a volume as it is written, one part in the background while the next one fills; computes its SHA-256. */
final class VolumeUpload extends OutputStream {
    private final VolumeStorage storage;
    private final ObjectKey key;
    private final SeveralAtOnce several;
    private final UploadId upload;
    private final MessageDigest digest = Sha256.begin();
    private final List<UploadedPart> sent = new ArrayList<>();
    private final byte[][] buffers;
    private int filled;
    private int begun;
    private long bytes;
    private Optional<Future<Optional<UploadedPart>>> sending = Optional.empty();
    private boolean gone;

    /** Begins an upload. */
    VolumeUpload(VolumeStorage storage, ObjectKey key, int partBytes, SeveralAtOnce several) {
        this.storage = storage;
        this.key = key;
        this.several = several;
        this.buffers = new byte[2][partBytes];
        this.upload = storage.begin(key);
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, buffer().length - filled);
            System.arraycopy(source, offset + done, buffer(), filled, count);
            filled += count;
            done += count;
            if (filled == buffer().length) {
                send();
            }
        }
    }

    private byte[] buffer() {
        return buffers[begun % buffers.length];
    }

    private void send() {
        byte[] part = buffer();
        int length = filled;
        digest.update(part, 0, length);
        await();
        int number = ++begun;
        sending = Optional.of(several.begin(() -> storage.upload(key, upload, number, part, length)));
        bytes += length;
        filled = 0;
    }

    private void await() {
        Optional<Future<Optional<UploadedPart>>> ending = sending;
        sending = Optional.empty();
        ending.ifPresent(part -> Waiting.until(part::get, "sending").ifPresentOrElse(sent::add, () -> gone = true));
    }

    /** The bytes that have been sent, or are being sent. */
    long bytes() {
        return bytes;
    }

    /** True once the storage has said that the upload no longer exists. */
    boolean gone() {
        return gone;
    }

    /** Makes the volume of all that was written; its digest, or nothing if the upload no longer exists. */
    Optional<Sha256> complete() {
        if (filled > 0) {
            send();
        }
        await();
        return !gone && storage.complete(key, upload, sent)
                ? Optional.of(Sha256.of(digest.digest()))
                : Optional.empty();
    }

    /** Gives the upload up. */
    void abort() {
        await();
        storage.abort(key, upload);
    }

    /** Leaves nothing running in the background. */
    @Override
    public void close() {
        await();
    }
}
