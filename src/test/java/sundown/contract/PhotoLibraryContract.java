package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.digest.Sha1;
import sundown.gallery.Digests;
import sundown.media.MediaType;
import sundown.transfer.Answer;
import sundown.transfer.FailureReason;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.Body;
import sundown.transfer.PhotoLibrary.NewItem;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;

/** What every photo library promises. */
public abstract class PhotoLibraryContract {
    private static final MediaType JPEG = MediaType.JPEG;

    private PhotoLibrary library;
    private AccessToken access;

    /** The library; always the same in one test. */
    protected abstract PhotoLibrary library();

    /** A token for a new and empty account. */
    protected abstract AccessToken accountWithRoomFor(long bytes);

    /** The digests of what the account holds. */
    protected abstract Set<Sha1> held(AccessToken account);

    /** An upload in chunks that the library does not know, or not any more. */
    protected abstract UploadSession forgottenSession();

    /** Withdraws the consent on which a token rests. */
    protected abstract void revoke(AccessToken account);

    @BeforeEach
    void openTheLibrary() {
        library = library();
        access = accountWithRoomFor(1 << 30);
    }

    @Test
    void createsAnItemOfBytesThatWereSent() {
        byte[] photo = photo(1, 5_000);
        assertThat(create(upload(photo))).singleElement().isInstanceOf(Answer.Done.class);
        assertThat(held(access)).containsExactly(Digests.sha1(photo));
    }

    @Test
    void refusesBytesThatAreNotThoseOfTheDigest() {
        Answer.UploadAnswer answer =
                library.upload(access, JPEG, Optional.of(Digests.sha1(photo(1, 500))), body(photo(2, 500)));
        assertThat(answer).isEqualTo(new Answer.ItemRefused(FailureReason.DAMAGED));
    }

    @Test
    void aStreamThatEndsEarlyIsToBeTriedAgain() {
        byte[] photo = photo(1, 500);
        Body tooShort = new Body(new ByteArrayInputStream(photo, 0, 400), 500);
        assertThat(library.upload(access, JPEG, Optional.of(Digests.sha1(photo)), tooShort))
                .isEqualTo(new Answer.Retry());
    }

    @Test
    void aStreamThatFailsIsToBeTriedAgain() {
        byte[] photo = photo(1, 500);
        Body failing = new Body(failingAfter(Arrays.copyOf(photo, 400)), 500);
        assertThat(library.upload(access, JPEG, Optional.of(Digests.sha1(photo)), failing))
                .isEqualTo(new Answer.Retry());
    }

    @Test
    void readsNoMoreOfAStreamThanItIsToldAndLeavesItOpen() throws IOException {
        byte[] photo = photo(1, 500);
        InputStream stream = new ByteArrayInputStream(photo(1, 700));
        assertThat(library.upload(access, JPEG, Optional.of(Digests.sha1(photo)), new Body(stream, 500)))
                .isInstanceOf(Answer.Uploaded.class);
        assertThat(stream.available()).isEqualTo(200);
    }

    @Test
    void createsAnItemOfBytesThatWereSentInChunks() {
        byte[] video = photo(3, 700_000);
        UploadSession session = open(video);
        int chunk = chunkOf(session);
        InputStream stream = new ByteArrayInputStream(video);
        assertThat(library.send(access, session, 0, false, new Body(stream, chunk)))
                .isEqualTo(new Answer.Received(chunk));
        assertThat(library.received(access, session)).isEqualTo(new Answer.Received(chunk));
        Answer.ChunkAnswer last = library.send(access, session, chunk, true, new Body(stream, video.length - chunk));
        assertThat(create(tokenOf(last))).singleElement().isInstanceOf(Answer.Done.class);
        assertThat(held(access)).containsExactly(Digests.sha1(video));
    }

    @Test
    void anInterruptedUploadGoesOnWhereItStopped() {
        byte[] video = photo(4, 900_000);
        UploadSession session = open(video);
        int chunk = chunkOf(session);
        Body failing = new Body(failingAfter(Arrays.copyOf(video, chunk / 2)), chunk);
        assertThat(library.send(access, session, 0, false, failing)).isEqualTo(new Answer.Retry());

        int received = (int) receivedOf(session);
        assertThat(received).isLessThanOrEqualTo(chunk);
        Body rest = new Body(new ByteArrayInputStream(video, received, video.length), video.length - received);
        assertThat(create(tokenOf(library.send(access, session, received, true, rest))))
                .singleElement()
                .isInstanceOf(Answer.Done.class);
        assertThat(held(access)).containsExactly(Digests.sha1(video));
    }

    @Test
    void aChunkThatDoesNotGoOnWhereTheLastEndedIsToBeTriedAgain() {
        byte[] video = photo(5, 700_000);
        UploadSession session = open(video);
        int chunk = chunkOf(session);
        Body second = new Body(new ByteArrayInputStream(video, chunk, video.length), video.length - chunk);
        assertThat(library.send(access, session, chunk, true, second)).isEqualTo(new Answer.Retry());
        assertThat(library.received(access, session)).isEqualTo(new Answer.Received(0));
    }

    @Test
    void anUploadThatIsNotKnownBeginsAnew() {
        UploadSession unknown = forgottenSession();
        assertThat(library.received(access, unknown)).isEqualTo(new Answer.SessionGone());
        assertThat(library.send(access, unknown, 0, true, body(photo(6, 700_000))))
                .isEqualTo(new Answer.SessionGone());
    }

    @Test
    void bytesThatAreThereAlreadyMakeNoSecondItem() {
        byte[] photo = photo(7, 500);
        create(upload(photo));
        assertThat(create(upload(photo))).containsExactly(new Answer.Duplicate());
        assertThat(held(access)).hasSize(1);
    }

    @Test
    void aTokenThatIsSentAgainIsAnsweredAsBefore() {
        UploadToken token = upload(photo(8, 500));
        List<Answer.ElementAnswer> first = create(token);
        assertThat(create(token)).isEqualTo(first);
        assertThat(held(access)).hasSize(1);
    }

    @Test
    void answersForEachItemInTheirOrder() {
        byte[] text = "This is no picture at all.".getBytes(StandardCharsets.UTF_8);
        UploadToken unknown = new UploadToken("unknown", Instant.EPOCH);
        List<Answer.ElementAnswer> elements =
                create(upload(photo(9, 500)), upload(text), unknown, upload(photo(9, 500)), upload(photo(10, 500)));
        assertThat(elements).hasSize(5);
        assertThat(elements.get(0)).isInstanceOf(Answer.Done.class);
        assertThat(elements.subList(1, 4))
                .containsExactly(
                        new Answer.ItemRefused(FailureReason.NOT_A_PHOTO_OR_VIDEO),
                        new Answer.TokenGone(),
                        new Answer.Duplicate());
        assertThat(elements.get(4)).isInstanceOf(Answer.Done.class);
    }

    @Test
    void takesFiftyItemsAtOnce() {
        UploadToken[] tokens = new UploadToken[50];
        Arrays.setAll(tokens, number -> upload(photo(100 + number, 300)));
        assertThat(create(tokens)).hasSize(50).hasOnlyElementsOfType(Answer.Done.class);
        assertThat(held(access)).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 51})
    void refusesABatchOfNoneOrOfMoreThanFifty(int items) {
        List<NewItem> batch = Collections.nCopies(items, new NewItem(new UploadToken("any", Instant.EPOCH), "a.jpg"));
        assertThatIllegalArgumentException().isThrownBy(() -> library.create(access, batch));
    }

    @Test
    void aFullAccountTakesNothing() {
        access = accountWithRoomFor(1_000);
        assertThat(created(upload(photo(11, 900)), upload(photo(12, 900)))).isEqualTo(new Answer.OutOfRoom());
        assertThat(held(access)).isEmpty();
        assertThat(create(upload(photo(11, 900)))).hasOnlyElementsOfType(Answer.Done.class);
    }

    @Test
    void theTokensOfOneAccountAreNothingToAnother() {
        UploadToken token = upload(photo(13, 500));
        AccessToken other = accountWithRoomFor(1_000);
        assertThat(library.create(other, List.of(new NewItem(token, "a.jpg"))))
                .isEqualTo(new Answer.Created(List.of(new Answer.TokenGone())));
    }

    @Test
    void afterConsentIsWithdrawnEveryCallIsToBeTriedAgainWithANewAccess() {
        UploadToken token = upload(photo(14, 500));
        revoke(access);
        assertThat(created(token)).isEqualTo(new Answer.Retry());
        assertThat(library.open(access, JPEG, 700_000)).isEqualTo(new Answer.Retry());
        assertThat(library.upload(access, JPEG, Optional.of(Digests.sha1(photo(14, 500))), body(photo(14, 500))))
                .isEqualTo(new Answer.Retry());
    }

    private UploadToken upload(byte[] bytes) {
        return tokenOf(library.upload(access, JPEG, Optional.of(Digests.sha1(bytes)), body(bytes)));
    }

    private List<Answer.ElementAnswer> create(UploadToken... tokens) {
        return ((Answer.Created) created(tokens)).elements();
    }

    private Answer.CreateAnswer created(UploadToken... tokens) {
        return library.create(
                access,
                Arrays.stream(tokens)
                        .map(token -> new NewItem(token, "IMG.jpg"))
                        .toList());
    }

    private UploadSession open(byte[] bytes) {
        return ((Answer.SessionOpened) library.open(access, MediaType.MP4, bytes.length)).session();
    }

    private long receivedOf(UploadSession session) {
        return ((Answer.Received) library.received(access, session)).bytes();
    }

    private static UploadToken tokenOf(Object answer) {
        return ((Answer.Uploaded) answer).token();
    }

    /** A chunk of about 256 KiB. */
    private static int chunkOf(UploadSession session) {
        return (int) (Math.ceilDiv(256L << 10, session.granularity()) * session.granularity());
    }

    private static Body body(byte[] bytes) {
        return new Body(new ByteArrayInputStream(bytes), bytes.length);
    }

    private static InputStream failingAfter(byte[] bytes) {
        return new SequenceInputStream(new ByteArrayInputStream(bytes), new FailingStream());
    }

    private static final class FailingStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the network failed");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return read();
        }
    }

    /** Bytes that begin as a JPEG does, each number its own. */
    private static byte[] photo(int number, int length) {
        byte[] bytes = new byte[length];
        for (int index = 0; index < length; index++) {
            bytes[index] = (byte) (index * 31 + number * 17 + (index >> 8) * number);
        }
        System.arraycopy(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0}, 0, bytes, 0, 4);
        return bytes;
    }
}
