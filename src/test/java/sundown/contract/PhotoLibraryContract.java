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
import sundown.transfer.Answer.MediaItemId;
import sundown.transfer.FailureReason;
import sundown.transfer.HeldAlbum;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.AlbumId;
import sundown.transfer.PhotoLibrary.Body;
import sundown.transfer.PhotoLibrary.NewItem;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;

/** What every photo library promises. */
public abstract class PhotoLibraryContract {
    /** How many items an album of the library under test holds. */
    protected static final int ALBUM_ITEMS_MAX = 5;

    private static final MediaType JPEG = MediaType.JPEG;

    private PhotoLibrary library;
    private AccessToken access;

    /** The library; always the same in one test. */
    protected abstract PhotoLibrary library();

    /** A token for a new and empty account. */
    protected abstract AccessToken accountWithRoomFor(long bytes);

    /** A token for an account that may not use the library. */
    protected abstract AccessToken accountWithoutLibrary();

    /** The digests of what the account holds. */
    protected abstract Set<Sha1> held(AccessToken account);

    /** The albums that the account has, in the order in which they were created. */
    protected abstract List<HeldAlbum> albums(AccessToken account);

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
        Answer.Done done = (Answer.Done) create(upload(photo)).getFirst();
        assertThat(done.link()).contains(done.mediaItem().usualLink());
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
        assertThatIllegalArgumentException().isThrownBy(() -> library.create(access, Optional.empty(), batch));
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
        assertThat(library.create(other, Optional.empty(), List.of(new NewItem(token, "a.jpg"))))
                .isEqualTo(new Answer.Created(List.of(new Answer.TokenGone())));
    }

    @Test
    void afterConsentIsWithdrawnEveryCallIsToBeTriedAgainWithANewAccess() {
        UploadToken token = upload(photo(14, 500));
        revoke(access);
        assertThat(created(token)).isEqualTo(new Answer.Retry());
        assertThat(library.createAlbum(access, "Holiday")).isEqualTo(new Answer.Retry());
        assertThat(library.add(access, new AlbumId("any"), List.of(new MediaItemId("any"))))
                .isEqualTo(new Answer.Retry());
        assertThat(library.open(access, JPEG, 700_000)).isEqualTo(new Answer.Retry());
        assertThat(library.upload(access, JPEG, Optional.of(Digests.sha1(photo(14, 500))), body(photo(14, 500))))
                .isEqualTo(new Answer.Retry());
    }

    @Test
    void itemsThatAreCreatedInAnAlbumAreInItInTheirOrder() {
        AlbumId album = album("Holiday");
        createIn(album, upload(photo(22)), upload(photo(20)));
        createIn(album, upload(photo(21)));
        create(upload(photo(23)));
        assertThat(albums(access)).containsExactly(new HeldAlbum(album, "Holiday", digests(22, 20, 21)));
        assertThat(held(access)).hasSize(4);
    }

    @Test
    void anItemMayBeInSeveralAlbums() {
        AlbumId first = album("Holiday");
        AlbumId second = album("Holiday");
        MediaItemId item = itemOf(createIn(first, upload(photo(20))));
        MediaItemId other = itemOf(create(upload(photo(21))));
        assertThat(library.add(access, second, List.of(other, item))).isEqualTo(new Answer.Added());
        assertThat(albums(access))
                .containsExactly(
                        new HeldAlbum(first, "Holiday", digests(20)),
                        new HeldAlbum(second, "Holiday", digests(21, 20)));
        assertThat(held(access)).hasSize(2);
    }

    @Test
    void aRepetitionChangesNothingInAnAlbum() {
        AlbumId album = album("Holiday");
        UploadToken token = upload(photo(20));
        List<Answer.ElementAnswer> first = createIn(album, token);
        MediaItemId other = itemOf(create(upload(photo(21))));
        library.add(access, album, List.of(other));
        assertThat(createIn(album, token)).isEqualTo(first);
        assertThat(library.add(access, album, List.of(other, itemOf(first)))).isEqualTo(new Answer.Added());
        assertThat(itemsOf(album)).isEqualTo(digests(20, 21));
    }

    @Test
    void addsAllItemsOrNone() {
        AlbumId album = album("Holiday");
        MediaItemId item = itemOf(create(upload(photo(20))));
        assertThat(library.add(access, album, List.of(item, new MediaItemId("unknown"))))
                .isEqualTo(new Answer.AlbumRefused());
        assertThat(itemsOf(album)).isEmpty();
    }

    @Test
    void aFullAlbumTakesNothingMore() {
        AlbumId album = album("Holiday");
        UploadToken[] tokens = {upload(photo(20)), upload(photo(21)), upload(photo(22)), upload(photo(23))};
        createIn(album, tokens);
        UploadToken[] more = {upload(photo(24)), upload(photo(25))};
        assertThat(createdIn(Optional.of(album), more)).isEqualTo(new Answer.AlbumRefused());
        assertThat(held(access)).hasSize(4);

        List<MediaItemId> created =
                create(more).stream().map(PhotoLibraryContract::itemOf).toList();
        assertThat(library.add(access, album, created)).isEqualTo(new Answer.AlbumRefused());
        assertThat(library.add(access, album, created.subList(0, 1))).isEqualTo(new Answer.Added());
        assertThat(library.add(access, album, created.subList(1, 2))).isEqualTo(new Answer.AlbumRefused());
        assertThat(createIn(album, tokens)).hasOnlyElementsOfType(Answer.Done.class);
        assertThat(itemsOf(album)).isEqualTo(digests(20, 21, 22, 23, 24));
    }

    @Test
    void theAlbumsAndItemsOfOneAccountAreNothingToAnother() {
        AlbumId album = album("Holiday");
        MediaItemId item = itemOf(create(upload(photo(20))));
        access = accountWithRoomFor(1 << 20);
        AlbumId own = album("Holiday");
        UploadToken token = upload(photo(21));
        assertThat(createdIn(Optional.of(album), token)).isEqualTo(new Answer.AlbumRefused());
        assertThat(held(access)).isEmpty();
        MediaItemId ownItem = itemOf(create(token));
        assertThat(library.add(access, album, List.of(ownItem))).isEqualTo(new Answer.AlbumRefused());
        assertThat(library.add(access, own, List.of(item))).isEqualTo(new Answer.AlbumRefused());
        assertThat(itemsOf(own)).isEmpty();
    }

    @Test
    void takesATitleOfAnyLength() {
        album("\uD83C\uDFD6".repeat(600));
        assertThat(albums(access))
                .singleElement()
                .satisfies(album -> assertThat(album.title()).startsWith("\uD83C\uDFD6".repeat(500)));
    }

    @Test
    void refusesAnAlbumWithoutATitleAndAnAdditionOfNoneOrOfMoreThanFifty() {
        AlbumId album = album("Holiday");
        List<MediaItemId> items = Collections.nCopies(51, new MediaItemId("any"));
        assertThatIllegalArgumentException().isThrownBy(() -> library.createAlbum(access, " "));
        assertThatIllegalArgumentException().isThrownBy(() -> library.add(access, album, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> library.add(access, album, items));
    }

    @Test
    void anAccountThatMayNotUseTheLibraryIsToldSoAtItsFirstAlbum() {
        AccessToken without = accountWithoutLibrary();
        byte[] photo = photo(20);
        assertThat(library.createAlbum(without, "Holiday")).isEqualTo(new Answer.NoLibrary());
        assertThat(library.open(without, JPEG, 700_000)).isInstanceOf(Answer.GiveUp.class);
        assertThat(library.upload(without, JPEG, Optional.of(Digests.sha1(photo)), body(photo)))
                .isInstanceOf(Answer.GiveUp.class);
    }

    private UploadToken upload(byte[] bytes) {
        return tokenOf(library.upload(access, JPEG, Optional.of(Digests.sha1(bytes)), body(bytes)));
    }

    private List<Answer.ElementAnswer> create(UploadToken... tokens) {
        return ((Answer.Created) created(tokens)).elements();
    }

    private List<Answer.ElementAnswer> createIn(AlbumId album, UploadToken... tokens) {
        return ((Answer.Created) createdIn(Optional.of(album), tokens)).elements();
    }

    private Answer.CreateAnswer created(UploadToken... tokens) {
        return createdIn(Optional.empty(), tokens);
    }

    private Answer.CreateAnswer createdIn(Optional<AlbumId> album, UploadToken... tokens) {
        return library.create(
                access,
                album,
                Arrays.stream(tokens)
                        .map(token -> new NewItem(token, "IMG.jpg"))
                        .toList());
    }

    private AlbumId album(String title) {
        return ((Answer.AlbumCreated) library.createAlbum(access, title)).album();
    }

    private List<Sha1> itemsOf(AlbumId album) {
        return albums(access).stream()
                .filter(held -> held.id().equals(album))
                .findFirst()
                .orElseThrow()
                .items();
    }

    private static MediaItemId itemOf(List<Answer.ElementAnswer> elements) {
        return itemOf(elements.getFirst());
    }

    private static MediaItemId itemOf(Answer.ElementAnswer element) {
        return ((Answer.Done) element).mediaItem();
    }

    private static List<Sha1> digests(int... photos) {
        return Arrays.stream(photos)
                .mapToObj(number -> Digests.sha1(photo(number)))
                .toList();
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

    private static byte[] photo(int number) {
        return photo(number, 500);
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
