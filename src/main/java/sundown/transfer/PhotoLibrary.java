package sundown.transfer;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.digest.Sha1;
import sundown.media.MediaType;
import sundown.transfer.Answer.MediaItemId;

/**
 * The photo library that receives the items. Refusals and network failures are {@link Answer}s; no method throws them.
 */
public interface PhotoLibrary {
    /**
     * Sends all bytes of an item in one request.
     *
     * @param digest of these bytes, where it is known: the library verifies it
     */
    Answer.UploadAnswer upload(AccessToken access, MediaType type, Optional<Sha1> digest, Body body);

    /** Opens an upload in chunks, of this size in all. */
    Answer.SessionAnswer open(AccessToken access, MediaType type, long bytes);

    /**
     * Sends a chunk.
     *
     * @param offset where in the item the chunk begins; the library has all bytes before it
     * @param last true when the item ends with the chunk
     */
    Answer.ChunkAnswer send(AccessToken access, UploadSession session, long offset, boolean last, Body chunk);

    /** Asks how many bytes of an upload the library has. */
    Answer.ChunkAnswer received(AccessToken access, UploadSession session);

    /**
     * Creates items from uploaded bytes: at most 50, and one call at a time for a user.
     *
     * @param album the album that receives all of them; of {@link Answer.Duplicate}s it is not known whether it does
     */
    Answer.CreateAnswer create(AccessToken access, Optional<AlbumId> album, List<NewItem> items);

    /**
     * Creates an album. After a lost answer, the library may have an album more.
     *
     * @param title not blank; the library cuts its end where it is too long
     */
    Answer.AlbumAnswer createAlbum(AccessToken access, String title);

    /**
     * Adds items that Sundown created to an album that it created: at most 50, all or none. A repetition changes
     * nothing.
     */
    Answer.AdditionAnswer add(AccessToken access, AlbumId album, List<MediaItemId> items);

    /** The library's id of an album. */
    record AlbumId(String value) {}

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

    /** A token to call the library for one user, for up to an hour. */
    record AccessToken(String value) {
        @Override
        public String toString() {
            return "AccessToken[***]";
        }
    }

    /**
     * Identifies bytes that the library has, until an item is created from them.
     *
     * @param value the library's token
     * @param at when the library issued it; it is valid for a day
     */
    record UploadToken(String value, Instant at) {
        /** An hour less than the library promises, so that no token expires during a call. */
        private static final Duration LIFE = Duration.ofHours(23);

        public boolean usable(Instant now) {
            return now.isBefore(at.plus(LIFE));
        }

        @Override
        public String toString() {
            return "UploadToken[***]";
        }
    }

    /**
     * An open upload in chunks.
     *
     * @param address the destination of its chunks; a secret, because it authorizes to send them
     * @param granularity every chunk except the last is a multiple of this number of bytes
     */
    record UploadSession(URI address, long granularity) {
        public UploadSession {
            if (granularity < 1) {
                throw new IllegalArgumentException("a granularity is at least 1 byte");
            }
        }

        @Override
        public String toString() {
            return "UploadSession[***]";
        }
    }
}
