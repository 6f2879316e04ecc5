package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What an answer of the photo library means. Every answer is classified once, in the adapter, by a table; nothing else
 * looks at a status code.
 */
public sealed interface Answer {

    /** The item is in the library. */
    record Done(MediaItemId mediaItem) implements ElementAnswer {}

    /** The library had these bytes already. */
    record Duplicate() implements ElementAnswer {}

    /** The library will not take this item. */
    record ItemRefused(FailureReason reason) implements ElementAnswer, UploadAnswer, SessionAnswer, ChunkAnswer {}

    /** The library no longer has the bytes behind an upload token, or never had them: they are to be sent again. */
    record TokenGone() implements ElementAnswer {}

    /** The work cannot go on now, whatever the item. */
    sealed interface Setback
            extends ElementAnswer, UploadAnswer, SessionAnswer, ChunkAnswer, CreateAnswer, AccessAnswer {}

    /**
     * Asked to slow down.
     *
     * @param least how long at least
     */
    record WaitFor(Duration least) implements Setback {}

    /** A quota is used up until a known time. */
    record WaitUntil(Instant time) implements Setback {}

    /** The account is full. */
    record OutOfRoom() implements Setback {}

    /** The user withdrew his consent. */
    record ConsentGone() implements Setback {}

    /** Failed for a reason that may pass: no connection, no answer, a 5xx. Whether the call acted is unknown. */
    record Retry() implements Setback {}

    /**
     * Refused in a way that neither waiting nor the user can mend.
     *
     * @param code what was answered, for the operator; holds nothing of the user
     */
    record GiveUp(String code) implements Setback {}

    /** The library's name for an item; empty where the library did not say. */
    record MediaItemId(String value) {
        /** True where the library did not say. */
        public boolean isEmpty() {
            return value.isEmpty();
        }
    }

    /** What an upload of bytes came to. */
    sealed interface UploadAnswer permits ItemRefused, Setback, Uploaded {}

    /** The bytes are with the library under this token, for a day. */
    record Uploaded(UploadToken token) implements UploadAnswer, ChunkAnswer {}

    /** What the opening of an upload in chunks came to. */
    sealed interface SessionAnswer permits ItemRefused, Setback, SessionOpened {}

    /** Chunks can be sent. */
    record SessionOpened(UploadSession session) implements SessionAnswer {}

    /** What a chunk, or the question how far an upload has come, came to. */
    sealed interface ChunkAnswer permits ItemRefused, Setback, Uploaded, Received, SessionGone {}

    /** So many bytes have arrived in all. */
    record Received(long bytes) implements ChunkAnswer {}

    /** The library has forgotten this upload: it begins anew. */
    record SessionGone() implements Answer, ChunkAnswer {}

    /** What the creation of a batch came to. */
    sealed interface CreateAnswer permits Setback, Created {}

    /** What became of one item of a batch. */
    sealed interface ElementAnswer extends Answer permits Done, Duplicate, ItemRefused, TokenGone, Setback {}

    /** An answer for each token, in the order of the tokens; {@link Retry} where there was none. */
    record Created(List<ElementAnswer> elements) implements CreateAnswer {
        public Created {
            elements = List.copyOf(elements);
        }
    }

    /** What a refresh of the access came to. */
    sealed interface AccessAnswer permits Setback, AccessGranted {}

    /** The library may be called with this token. */
    record AccessGranted(AccessToken token) implements AccessAnswer {}
}
