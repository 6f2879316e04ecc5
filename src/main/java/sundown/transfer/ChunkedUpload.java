package sundown.transfer;

import java.io.InputStream;

/** Sends one large item chunk by chunk, from where it stands, while there is time. */
final class ChunkedUpload {
    private final PhotoLibrary library;
    private final AccessToken access;
    private final UploadSession session;
    private final int mostChunks;
    private final Halt halt;

    ChunkedUpload(PhotoLibrary library, AccessToken access, UploadSession session, int mostChunks, Halt halt) {
        this.library = library;
        this.access = access;
        this.session = session;
        this.mostChunks = mostChunks;
        this.halt = halt;
    }

    /**
     * Sends what it can.
     *
     * @param stream the item's bytes from the offset on
     */
    ItemUploader.Sent send(Batch.Entry entry, InputStream stream, long offset) {
        long position = offset;
        for (int count = 0; count < mostChunks && !halt.now(); count++) {
            long length = Math.min(chunk(), entry.bytes() - position);
            boolean last = position + length == entry.bytes();
            PhotoLibrary.Body body = new PhotoLibrary.Body(stream, length);
            switch (library.send(access, session, position, last, body)) {
                case Answer.Uploaded uploaded -> {
                    return ItemUploader.Sent.at(entry, new Batch.Uploaded(uploaded.token()));
                }
                case Answer.SessionGone ignored -> {
                    return ItemUploader.Sent.anew(entry);
                }
                case Answer.ItemRefused refused -> {
                    return ItemUploader.Sent.at(entry, new Batch.Refused(refused.reason()));
                }
                case Answer.Setback setback -> {
                    return ItemUploader.Sent.hindered(entry, setback);
                }
                case Answer.Received received -> {
                    if (received.bytes() != position + length) {
                        return ItemUploader.Sent.hindered(entry, new Answer.Retry());
                    }
                    position = received.bytes();
                }
            }
        }
        return ItemUploader.Sent.asItWas(entry);
    }

    private long chunk() {
        return Math.max(session.granularity(), UploadPlan.CHUNK / session.granularity() * session.granularity());
    }
}
