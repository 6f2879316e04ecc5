package sundown.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
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
            PhotoLibrary.Body body = new PhotoLibrary.Body(new Chunk(stream, length), length);
            switch (library.send(access, session, position, last, body)) {
                case Answer.Uploaded uploaded -> {
                    return ItemUploader.Sent.at(entry, new Batch.Uploaded(uploaded.token()));
                }
                case Answer.SessionGone ignored -> {
                    return ItemUploader.Sent.at(entry, new Batch.ToUpload());
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

    /** So many bytes of a stream that goes on; closing it leaves the stream open for the next chunk. */
    private static final class Chunk extends FilterInputStream {
        private long left;

        private Chunk(InputStream stream, long length) {
            super(stream);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                return -1;
            }
            int value = super.read();
            left -= value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = super.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(super.available(), left);
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() {
            // the stream belongs to the whole item
        }
    }
}
