package sundown.transfer;

import java.io.InputStream;
import java.util.List;
import sundown.digest.Sha1;

/**
 * The photo library that receives the items. No method throws for what the library answers or for a network that fails:
 * that is an {@link Answer}.
 */
public interface PhotoLibrary {
    /**
     * Sends all bytes of an item in one request. The library compares them with the digest.
     *
     * @param type a media type, {@code image/jpeg} for example
     */
    Answer.UploadAnswer upload(AccessToken access, String type, Sha1 digest, Body body);

    /** Opens an upload in chunks of so many bytes in all. */
    Answer.SessionAnswer open(AccessToken access, String type, long bytes);

    /**
     * Sends a chunk.
     *
     * @param offset where in the item it begins; all before it has been received
     * @param last true when the item ends with it
     */
    Answer.ChunkAnswer send(AccessToken access, UploadSession session, long offset, boolean last, Body chunk);

    /** Asks how many bytes of an upload have been received. */
    Answer.ChunkAnswer received(AccessToken access, UploadSession session);

    /** Creates items of uploaded bytes: at most 50, and one call at a time for a user. */
    Answer.CreateAnswer create(AccessToken access, List<NewItem> items);

    /** An item to be created. */
    record NewItem(UploadToken token, String fileName) {
        @Override
        public String toString() {
            return "NewItem[***]";
        }
    }

    /**
     * Bytes to be sent, read as they go. The stream stays open, so that one stream can serve chunk after chunk; whoever
     * opened it closes it.
     *
     * @param bytes how many of the stream's bytes are sent; where it has fewer, the call comes to {@link Answer.Retry}
     */
    record Body(InputStream stream, long bytes) {}
}
