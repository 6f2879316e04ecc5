package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.AlbumId;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;

/**
 * The meaning of an answer of the photo library. A table in the adapter classifies every answer; only the cache of
 * access tokens also looks for a 401.
 */
public sealed interface Answer {

    /**
     * The item is in the library.
     *
     * @param link to it, for its owner
     */
    record Done(MediaItemId mediaItem, Optional<String> link) implements ElementAnswer {}

    /** The library had these bytes already. */
    record Duplicate() implements ElementAnswer {}

    /** The library will not take this item. */
    record ItemRefused(FailureReason reason) implements ElementAnswer, UploadAnswer, SessionAnswer, ChunkAnswer {}

    /** The library does not have the bytes of an upload token; they must be sent again. */
    record TokenGone() implements ElementAnswer {}

    /** The work cannot continue now, for reasons that are not the item's. */
    sealed interface Setback
            extends ElementAnswer,
                    UploadAnswer,
                    SessionAnswer,
                    ChunkAnswer,
                    CreateAnswer,
                    AlbumAnswer,
                    AdditionAnswer,
                    AccessAnswer {
        /** The least time to wait. */
        default Duration least() {
            return Duration.ZERO;
        }

        /** The time until which to wait, where it is known. */
        default Instant time() {
            return Instant.MIN;
        }
    }

    /** The library asks to slow down, for at least so long. */
    record WaitFor(Duration least) implements Setback {}

    /** A quota is used up until a known time. */
    record WaitUntil(Instant time) implements Setback {}

    /** The user's share of the project's quota is used up until a known time. */
    record WaitForShare(Instant time) implements Setback {}

    /** The account is full. */
    record OutOfRoom() implements Setback {}

    /** The user withdrew their consent. */
    record ConsentGone() implements Setback {}

    /** A temporary failure that says nothing about others. The call may have taken effect. */
    record Retry() implements Setback {}

    /**
     * The library is silent: no connection, no answer in time, or a 5xx. The call may have taken effect.
     *
     * @param least how long the library asks to wait, zero if it does not
     */
    record Silent(Duration least) implements Setback {
        /** The library does not say how long. */
        static final Silent NO_ANSWER = new Silent(Duration.ZERO);
    }

    /** The account may not use the library: its organization or its parents do not allow it. */
    record NoLibrary() implements Setback {}

    /**
     * A refusal that neither waiting nor the user can resolve.
     *
     * @param code the answer, for the operator; contains no user data
     */
    record GiveUp(String code) implements Setback {}

    /** The library's id of an item; empty when the library did not give one. */
    record MediaItemId(String value) {
        private static final String USUAL_LINK = "https://photos.google.com/lr/photo/";

        public boolean isEmpty() {
            return value.isEmpty();
        }

        /** The link that Google gives to an item of this id, so that it need not be kept. */
        public String usualLink() {
            return USUAL_LINK + value;
        }
    }

    /** The answer to a step of an item's upload. */
    sealed interface UploadStep {}

    /** The answer to an upload of all bytes. */
    sealed interface UploadAnswer extends UploadStep permits ItemRefused, Setback, Uploaded {}

    /** The library has the bytes under this token, for a day. */
    record Uploaded(UploadToken token) implements UploadAnswer, ChunkAnswer {}

    /** The answer to opening an upload in chunks. */
    sealed interface SessionAnswer extends UploadStep permits ItemRefused, Setback, SessionOpened {}

    /** Chunks can be sent. */
    record SessionOpened(UploadSession session) implements SessionAnswer {}

    /** The answer to a chunk, or to the question how many bytes the library has. */
    sealed interface ChunkAnswer extends UploadStep permits ItemRefused, Setback, Uploaded, Received, SessionGone {}

    /** How many bytes the library has in all. */
    record Received(long bytes) implements ChunkAnswer {}

    /** The library has forgotten this upload, which starts again. */
    record SessionGone() implements Answer, ChunkAnswer {}

    /** The answer to the creation of a batch. */
    sealed interface CreateAnswer permits Setback, Created, AlbumRefused {}

    /** The library takes nothing into this album, which may be full or deleted, or has no item of an addition. */
    record AlbumRefused() implements Answer, CreateAnswer, AlbumAnswer, AdditionAnswer {}

    /** The answer to the creation of an album. */
    sealed interface AlbumAnswer permits Setback, AlbumCreated, AlbumRefused {}

    /** The album is in the library. */
    record AlbumCreated(AlbumId album) implements AlbumAnswer {}

    /** The answer to the addition of items to an album. */
    sealed interface AdditionAnswer permits Setback, Added, AlbumRefused {}

    /** The items are in the album. */
    record Added() implements AdditionAnswer {}

    /** The answer for one item of a batch. */
    sealed interface ElementAnswer extends Answer permits Done, Duplicate, ItemRefused, TokenGone, Setback {}

    /** An answer for each token, in the order of the tokens; {@link Retry} for a missing one. */
    record Created(List<ElementAnswer> elements) implements CreateAnswer {
        public Created {
            elements = List.copyOf(elements);
        }
    }

    /** The answer to a request for access. */
    sealed interface AccessAnswer permits Setback, AccessGranted {}

    /** The library may be called with this token. */
    record AccessGranted(AccessToken token) implements AccessAnswer {}
}
