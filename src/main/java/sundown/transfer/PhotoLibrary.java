package sundown.transfer;

import java.io.InputStream;
import java.util.List;
import sundown.digest.Sha1;

/**
 * The photo library that receives the items. Refusals and network failures are {@link Answer}s; no method throws them.
 */
public interface PhotoLibrary {
    /**
     * Sends all bytes of an item in one request. The library verifies the digest.
     *
     * @param type a media type, {@code image/jpeg} for example
     */
    Answer.UploadAnswer upload(AccessToken access, String type, Sha1 digest, Body body);

    /** Opens an upload in chunks, of this size in all. */
    Answer.SessionAnswer open(AccessToken access, String type, long bytes);

    /**
     * Sends a chunk.
     *
     * @param offset where in the item the chunk begins; the library has all bytes before it
     * @param last true when the item ends with the chunk
     */
    Answer.ChunkAnswer send(AccessToken access, UploadSession session, long offset, boolean last, Body chunk);

    /** Asks how many bytes of an upload the library has. */
    Answer.ChunkAnswer received(AccessToken access, UploadSession session);

    /** Creates items from uploaded bytes: at most 50, and one call at a time for a user. */
    Answer.CreateAnswer create(AccessToken access, List<NewItem> items);

    /** An item to be created. */
    record NewItem(UploadToken token, String fileName) {
        @Override
        public String toString() {
            return "NewItem[***]";
        }
    }

    /**
     * Bytes to send, read as they are sent. The caller closes the stream, so that one stream can serve chunk after
     * chunk.
     *
     * @param bytes how many of the stream's bytes to send; if it has fewer, the answer is {@link Answer.Retry}
     */
    record Body(InputStream stream, long bytes) {}
}
