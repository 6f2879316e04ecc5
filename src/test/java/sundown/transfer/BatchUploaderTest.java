package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.LogRecords;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.Digests;
import sundown.gallery.GalleryBytes;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.runtime.ManualClock;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;

/** One run over a batch, with one thread, so that the order of the uploads is known. */
class BatchUploaderTest {
    private static final long MEBIBYTE = 1L << 20;
    private static final Instant MIDNIGHT = Instant.parse("2023-01-16T08:00:00Z");
    private static final Instant DEADLINE = Given.NOW.plusSeconds(90);
    private static final Transfer TRANSFER = Given.running();
    private static final UploadSession SESSION = new UploadSession(URI.create("https://upload.example.com/1"), 1);

    private Answer.AccessAnswer access = new Answer.AccessGranted(new AccessToken("ya29"));
    private int asked;
    private final ManualClock clock = new ManualClock(Given.NOW);
    private final ScriptedLibrary library =
            new ScriptedLibrary(new InMemoryPhotoLibrary(new InMemoryLibraryAccess(clock), clock));
    private final InMemoryGalleryBytes objects = new InMemoryGalleryBytes();
    private final RecordingGalleryBytes bytes = new RecordingGalleryBytes(objects);
    private final LargeGalleryBytes largeBytes = new LargeGalleryBytes();
    private final RecordingTransferStore transfers = new RecordingTransferStore();
    private final RequestQuota quota = new RequestQuota(
            new InMemoryQuotaStore(),
            () -> new QuotaRules.Limits(130, 1_000, 1_000, true, 30, ZoneId.of("America/Los_Angeles")));

    @Test
    void savesAllTokensAtOnce() {
        answerTokens(3);

        BatchUploader.Prepared run = upload(small(1), small(2), small(3));

        assertThat(run.end()).isEqualTo(new BatchUploader.Complete());
        assertThat(run.batch()).isEqualTo(Given.batch(token(1), token(2), token(3)));
        assertThat(transfers.batches()).containsExactly(run.batch());
    }

    @Test
    void sendsNoByteAgainThatHasAToken() {
        answerTokens(1);

        BatchUploader.Prepared run = upload(Given.uploaded(1), small(2), Given.refused(3, FailureReason.EMPTY));

        assertThat(library.requests()).containsExactly("upload 10");
        assertThat(run.end()).isEqualTo(new BatchUploader.Complete());
        assertThat(run.batch().entries()).startsWith(Given.uploaded(1)).endsWith(Given.refused(3, FailureReason.EMPTY));
    }

    @Test
    void savesNothingWhenNothingChanged() {
        assertThat(upload(Given.uploaded(1)).end()).isEqualTo(new BatchUploader.Complete());
        assertThat(transfers.batches()).isEmpty();
    }

    @Test
    void beginsNothingWhenTheQuotaIsUsedUp() {
        drawForOthers(129);

        BatchUploader.Prepared run = upload(small(1));

        assertThat(run.end()).isEqualTo(new BatchUploader.Denied(new Answer.WaitUntil(MIDNIGHT)));
        assertThat(library.requests()).isEmpty();
        assertThat(bytes.opened()).isEmpty();
    }

    @Test
    void leavesTheRestOfTheQuotaToOthersWhenTheUsersShareIsUsedUp() {
        draw(Given.USER, 29);

        BatchUploader.Prepared run = upload(small(1));

        assertThat(run.end()).isEqualTo(new BatchUploader.Denied(new Answer.WaitForShare(MIDNIGHT)));
        assertThat(library.requests()).isEmpty();
    }

    /** Three requests for this batch, and four for the other three of the gallery's five items. */
    @Test
    void isAllottedRequestsForTheBatchesThatFollow() {
        upload(small(1), small(2));

        drawForOthers(123);
        assertThat(draw(new UserId("late"), 1)).isPresent();
        assertThat(quota.draw(Given.USER, new QuotaStore.Requests(1, 3), 0, clock.instant()))
                .isEmpty();
    }

    @Test
    void asksForAccessWhenItHasDrawn() {
        drawForOthers(129);

        upload(small(1));
        assertThat(asked).isZero();

        clock.moveTo(MIDNIGHT);
        upload(small(1));
        assertThat(asked).isEqualTo(1);
    }

    /** Those that wait for access alone are no reason to give an item up. */
    @Test
    void blamesNoItemWhenThereIsNoAccess() {
        access = new Answer.Retry();

        assertThat(upload(Given.uploaded(1), small(2)).end()).isEqualTo(new BatchUploader.Denied(new Answer.Retry()));
        assertThat(library.requests()).isEmpty();
    }

    @Test
    void drawsNothingWhereThereIsNothingToAsk() {
        drawForOthers(100);

        assertThat(upload(Given.refused(1, FailureReason.EMPTY)).end()).isEqualTo(new BatchUploader.Complete());
    }

    @Test
    void beginsNothingWhenTimeIsUp() {
        clock.advance(Duration.ofSeconds(90));

        BatchUploader.Prepared run = upload(small(1));

        assertThat(run.end()).isEqualTo(new BatchUploader.Incomplete());
        assertThat(library.requests()).isEmpty();
        assertThat(transfers.batches()).isEmpty();
    }

    @Test
    void keepsWhatItGotWhenTimeRunsOut() {
        answerTokens(1);
        library.beforeEach(() -> clock.advance(Duration.ofSeconds(90)));

        BatchUploader.Prepared run = upload(small(1), small(2));

        assertThat(run.end()).isEqualTo(new BatchUploader.Incomplete());
        assertThat(transfers.batches()).containsExactly(Given.batch(token(1), small(2)));
    }

    @Test
    void goesOnWithTheOthersWhenOneMeetsTrouble() {
        library.uploadWith(new Answer.Retry());
        answerTokens(1);

        BatchUploader.Prepared run = upload(small(1), small(2));

        assertThat(run.end()).isEqualTo(new BatchUploader.Hindered(new Answer.Retry()));
        assertThat(transfers.batches()).containsExactly(Given.batch(small(1), token(1, 2)));
    }

    /** What one item does not get an answer for says nothing of the library while it answers for others. */
    @Test
    void takesTheLibraryForSilentOnlyWhenNothingIsAnswered() {
        library.uploadWith(Answer.Silent.NO_ANSWER);
        answerTokens(1);
        assertThat(upload(small(1), small(2)).end()).isEqualTo(new BatchUploader.Hindered(new Answer.Retry()));

        library.uploadWith(Answer.Silent.NO_ANSWER);
        library.uploadWith(Answer.Silent.NO_ANSWER);
        assertThat(upload(small(1), small(2)).end()).isEqualTo(new BatchUploader.Hindered(Answer.Silent.NO_ANSWER));
    }

    @Test
    void beginsNoOtherWhenItIsToWait() {
        Answer.Setback slower = new Answer.WaitFor(Duration.ofMinutes(1));
        library.uploadWith(slower);

        BatchUploader.Prepared run = upload(small(1), small(2), small(3));

        assertThat(run.end()).isEqualTo(new BatchUploader.Hindered(slower));
        assertThat(library.requests()).containsExactly("upload 10");
    }

    @Test
    void savesTheOthersTokensWhenOneFailsForGood() {
        answerTokens(2);
        PermanentFailure refused = new PermanentFailure("S3 answered AccessDenied", null);
        bytes.fail(keyOf(3), refused);

        Throwable thrown = catchThrowable(() -> upload(small(1), small(2), small(3)));

        assertThat(thrown).isSameAs(refused);
        assertThat(transfers.batches()).containsExactly(Given.batch(token(1), token(2), small(3)));
    }

    @Test
    void savesTheOthersTokensWhateverGoesWrongWithOne() {
        answerTokens(2);
        bytes.fail(keyOf(2), new IllegalStateException("a mistake of ours"));

        assertThatIllegalStateException().isThrownBy(() -> upload(small(1), small(2)));

        assertThat(transfers.batches()).containsExactly(Given.batch(token(1), small(2)));
    }

    @Test
    void triesAgainWhatCannotBeReadNow() {
        answerTokens(1);
        bytes.fail(keyOf(1), new RetryableFailure("S3 answered 503", null));

        assertThat(upload(small(1), small(2)).end()).isEqualTo(new BatchUploader.Hindered(new Answer.Retry()));
        assertThat(transfers.batches()).containsExactly(Given.batch(small(1), token(1, 2)));
    }

    @Test
    void savesHalfWayWhatWouldTakeLongToSendAgain() {
        answerTokens(12);
        Batch.Entry[] entries = IntStream.rangeClosed(1, 12)
                .mapToObj(number -> sized(number, 60 * MEBIBYTE))
                .toArray(Batch.Entry[]::new);

        uploadLarge(entries);

        assertThat(transfers.batches()).hasSize(2);
        assertThat(transfers.batches().getFirst().withToken()).hasSize(5);
        assertThat(transfers.batches().getLast().withToken()).hasSize(12);
    }

    @Test
    void savesAddressesBeforeAnyByteGoesToThem() {
        library.openWith(new Answer.SessionOpened(SESSION));
        library.sendWith(new Answer.Received(64 * MEBIBYTE));
        library.sendWith(new Answer.Uploaded(tokenNumber(1)));
        Batch.Entry large = sized(1, 100 * MEBIBYTE);
        Map<Integer, List<Batch>> savedBefore = new HashMap<>();
        library.beforeEach(() -> savedBefore.put(library.requests().size(), transfers.batches()));

        BatchUploader.Prepared run = uploadLarge(large);

        assertThat(run.end()).isEqualTo(new BatchUploader.Complete());
        assertThat(savedBefore.get(1)).isEmpty();
        assertThat(savedBefore.get(2)).containsExactly(Given.batch(large.withStep(new Batch.Uploading(SESSION))));
        assertThat(transfers.batches()).hasSize(2).endsWith(run.batch());
    }

    @Test
    void sendsSmallItemsWhileALargeOneIsHindered() {
        library.openWith(new Answer.Retry());
        answerTokens(1);

        BatchUploader.Prepared run = uploadLarge(sized(1, 100 * MEBIBYTE), sized(2, MEBIBYTE));

        assertThat(run.end()).isEqualTo(new BatchUploader.Hindered(new Answer.Retry()));
        assertThat(run.batch().withToken()).hasSize(1);
    }

    @Test
    void logsUnderTheCorrelationOfItsMessage() {
        bytes.fail(keyOf(1), new RetryableFailure("S3 answered 503", null));

        try (LogRecords log = LogRecords.of(ItemUploader.class)) {
            new Correlation("call-1").run(() -> upload(small(1)));
            new Correlation("call-2").run(() -> upload(small(1)));

            assertThat(log.correlations()).containsExactly("call-1", "call-2");
        }
    }

    private BatchUploader.Prepared upload(Batch.Entry... entries) {
        for (Batch.Entry entry : entries) {
            objects.put(itemOf(entry).key(), new byte[(int) entry.bytes()]);
        }
        return upload(bytes, entries);
    }

    private BatchUploader.Prepared uploadLarge(Batch.Entry... entries) {
        for (Batch.Entry entry : entries) {
            largeBytes.put(itemOf(entry).key(), entry.bytes());
        }
        return upload(largeBytes, entries);
    }

    private BatchUploader.Prepared upload(GalleryBytes gallery, Batch.Entry... entries) {
        BatchUploader uploader = new BatchUploader(
                transfers, quota, new ItemUploader(gallery, library), Executors::newSingleThreadExecutor, clock);
        return uploader.upload(
                TRANSFER,
                new BatchUploader.Prepared(Given.batch(entries), items(entries)),
                this::access,
                new ItemUploader.Halt(clock, DEADLINE),
                false);
    }

    private Answer.AccessAnswer access() {
        asked++;
        return access;
    }

    private static Map<ItemId, Item> items(Batch.Entry... entries) {
        Map<ItemId, Item> items = new HashMap<>();
        Arrays.stream(entries).forEach(entry -> items.put(entry.item(), itemOf(entry)));
        return items;
    }

    private static Item itemOf(Batch.Entry entry) {
        return Functions.item(entry.item(), "a.mp4", entry.bytes(), Optional.of(Digests.sha1(new byte[] {1})));
    }

    private static ObjectKey keyOf(int number) {
        return itemOf(small(number)).key();
    }

    private void answerTokens(int count) {
        IntStream.rangeClosed(1, count).forEach(number -> library.uploadWith(new Answer.Uploaded(tokenNumber(number))));
    }

    private static UploadToken tokenNumber(int number) {
        return new UploadToken("token-" + number, Given.NOW);
    }

    private static Batch.Entry token(int number) {
        return token(number, number);
    }

    private static Batch.Entry token(int token, int item) {
        return small(item).withStep(new Batch.Uploaded(tokenNumber(token)));
    }

    private static Batch.Entry small(int number) {
        return Given.toUpload(number);
    }

    private static Batch.Entry sized(int number, long size) {
        return new Batch.Entry(Given.item(number), size, new Batch.ToUpload());
    }

    private void drawForOthers(int requests) {
        for (int number = 0; number < requests; number++) {
            draw(new UserId("other-" + number), 1);
        }
    }

    private Optional<Answer.Setback> draw(UserId user, int uploads) {
        return quota.draw(user, new QuotaStore.Requests(0, uploads), 0, clock.instant());
    }
}
