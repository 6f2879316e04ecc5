package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.digest.Sha1;
import sundown.digest.Sha1.Sha1State;
import sundown.edge.Correlation;
import sundown.edge.LogRecords;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.Digests;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.Item;
import sundown.gallery.ObjectKey;
import sundown.media.MediaType;
import sundown.runtime.ManualClock;
import sundown.runtime.Records;
import sundown.transfer.BatchUploader.Complete;
import sundown.transfer.BatchUploader.End;
import sundown.transfer.BatchUploader.Halt;
import sundown.transfer.BatchUploader.Prepared;
import sundown.transfer.BatchUploader.SetBack;
import sundown.transfer.BatchUploader.Unfinished;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;

/** One run over a batch, with one thread, so that the order of the uploads is known. All bytes of the gallery are 0. */
class BatchUploaderTest extends Given {
    private static final long MEBIBYTE = 1L << 20;
    private static final Instant MIDNIGHT = Instant.parse("2023-01-16T08:00:00Z");
    private static final Optional<Sha1> DIGEST = Optional.of(Digests.sha1(new byte[10]));
    private static final Answer.Setback RETRY = new Answer.Retry();
    private static final Answer.Setback SLOWER = new Answer.WaitFor(Duration.ofMinutes(1));
    private static final UploadSession SESSION = session(256 << 10);

    /** A large item of two and a half chunks, and one whose upload is open. */
    private static final Batch.Entry LARGE = sized(1, 150 * MEBIBYTE);

    private static final Batch.Entry OPEN = LARGE.withStep(new Batch.Uploading(SESSION, Sha1.Running.none()));

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryLibraryAccess accounts = new InMemoryLibraryAccess(clock);
    private final ScriptedLibrary library = new ScriptedLibrary(new InMemoryPhotoLibrary(accounts, clock));
    private final RecordingGalleryBytes bytes = new RecordingGalleryBytes(new InMemoryGalleryBytes());
    private final RecordingTransferStore transfers = new RecordingTransferStore();
    private final RequestQuota quota = new RequestQuota(
            new InMemoryQuotaStore(),
            () -> new QuotaRules.Limits(130, 1_000, 1_000, true, 66, ZoneId.of("America/Los_Angeles")));
    private final Halt halt = new Halt(clock, NOW.plusSeconds(90));
    private final Map<Batch.Entry, Item> items = new HashMap<>();
    private Answer.AccessAnswer access;
    private int asked;

    BatchUploaderTest() {
        accounts.setRoom(ACCOUNT, new Room.Unlimited());
        access = new Answer.AccessGranted(
                ((LibraryAccess.Connection.Connected) accounts.connect(accounts.consent(ACCOUNT))).access());
    }

    @Test
    void savesAllTokensAtOnce() {
        answerTokens(3);

        assertRun(upload(small(1), small(2), small(3)), new Complete(), token(1), token(2), token(3));
        assertThat(transfers.batches()).containsExactly(batch(token(1), token(2), token(3)));
    }

    @Test
    void sendsNoByteAgainThatHasAToken() {
        answerTokens(1);
        Batch.Entry refused = refused(3, FailureReason.EMPTY);

        assertRun(upload(uploaded(1), small(2), refused), new Complete(), uploaded(1), token(1, 2), refused);
        assertThat(library.requests()).containsExactly("upload 10");
    }

    @Test
    void savesNothingWhenNothingChanged() {
        assertRun(upload(uploaded(1)), new Complete(), uploaded(1));
        assertThat(transfers.batches()).isEmpty();
    }

    @Test
    void beginsNothingWhenTheQuotaIsUsedUp() {
        drawForOthers(129);

        assertRun(upload(small(1)), new SetBack(new Answer.WaitUntil(MIDNIGHT)), small(1));
        assertThat(library.requests()).isEmpty();
        assertThat(bytes.opened()).isEmpty();
        assertThat(asked).as("access is asked for when all is drawn").isZero();

        clock.moveTo(MIDNIGHT);
        upload(small(1));
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void leavesTheRestOfTheQuotaToOthersWhenTheUsersShareIsUsedUp() {
        draw(USER, 65);

        assertRun(upload(small(1)), new SetBack(new Answer.WaitForShare(MIDNIGHT)), small(1));
        assertThat(library.requests()).isEmpty();
    }

    /** Three requests for this batch, and four for the other three of the gallery's five items. */
    @Test
    void isAllottedRequestsForTheBatchesThatFollow() {
        upload(small(1), small(2));

        drawForOthers(123);
        assertThat(draw(new UserId("late"), 1)).isPresent();
        assertThat(quota.draw(USER, new QuotaStore.Requests(1, 3), 0, clock.instant()))
                .isEmpty();
    }

    /** Items that wait for access alone are no reason to give an item up. */
    @Test
    void blamesNoItemWhenThereIsNoAccess() {
        access = new Answer.Retry();

        assertRun(upload(uploaded(1), small(2)), new SetBack(RETRY), uploaded(1), small(2));
        assertThat(library.requests()).isEmpty();
    }

    @Test
    void drawsNothingWhereThereIsNothingToAsk() {
        drawForOthers(130);
        Batch.Entry refused = refused(1, FailureReason.EMPTY);

        assertRun(upload(refused), new Complete(), refused);
    }

    @Test
    void beginsNothingWhenTimeIsUpOrItIsStopped() {
        halt.stop();
        assertRun(upload(small(1)), new Unfinished(), small(1));

        clock.advance(Duration.ofSeconds(90));
        assertRun(upload(new Halt(clock, NOW.plusSeconds(90)), small(2), LARGE), new Unfinished(), small(2), LARGE);
        assertThat(library.requests()).isEmpty();
        assertThat(bytes.opened()).isEmpty();
        assertThat(transfers.batches()).isEmpty();
    }

    @Test
    void keepsWhatItGotWhenTimeRunsOut() {
        answerTokens(1);
        library.beforeEach(() -> clock.advance(Duration.ofSeconds(90)));

        assertRun(upload(small(1), small(2)), new Unfinished(), token(1), small(2));
        assertThat(transfers.batches()).containsExactly(batch(token(1), small(2)));
    }

    @Test
    void goesOnWithTheOthersWhenOneMeetsTrouble() {
        library.uploadWith(new Answer.Retry());
        answerTokens(1);

        assertRun(upload(small(1), small(2)), new SetBack(RETRY), small(1).setBack(), token(1, 2));
        assertThat(transfers.batches()).containsExactly(batch(small(1).setBack(), token(1, 2)));
    }

    @Test
    void givesUpAnItemAfterManySetbacksAndGoesOnWithTheOthers() {
        Batch.Entry hopeless = Records.with(small(1), "setbacks", BatchRules.SETBACKS_MAX);
        library.uploadWith(new Answer.Retry());
        answerTokens(1);

        assertRun(
                upload(hopeless, small(2)),
                new Complete(),
                hopeless.withStep(new Batch.Refused(FailureReason.NO_ANSWER)),
                token(1, 2));
    }

    @Test
    void countsNoSetbackOfAnItemOfWhichBytesArrived() {
        library.receivedWith(received(0));
        library.sendWith(received(64));
        library.sendWith(new Answer.Retry());
        answerTokens(1);

        assertRun(upload(OPEN, small(2)), new SetBack(RETRY), OPEN, token(1, 2));
    }

    /** An item without an answer says nothing of the library while the library answers for others. */
    @Test
    void takesTheLibraryForSilentOnlyWhenNothingIsAnswered() {
        library.uploadWith(Answer.Silent.NO_ANSWER);
        answerTokens(1);
        assertRun(upload(small(1), small(2)), new SetBack(RETRY), small(1).setBack(), token(1, 2));

        library.receivedWith(received(0));
        library.sendWith(Answer.Silent.NO_ANSWER);
        assertRun(upload(OPEN), new SetBack(RETRY), OPEN);

        library.uploadWith(Answer.Silent.NO_ANSWER);
        library.uploadWith(Answer.Silent.NO_ANSWER);
        assertRun(upload(small(1), small(2)), new SetBack(Answer.Silent.NO_ANSWER), small(1), small(2));
    }

    @Test
    void waitsAsLongAsALibrarySaysThatAnsweredForAnother() {
        Duration least = Duration.ofMinutes(1);
        answerTokens(1);
        library.uploadWith(new Answer.Silent(least));

        assertRun(upload(small(1), small(2)), new SetBack(new Answer.WaitFor(least)), token(1), small(2));
    }

    @Test
    void beginsNoOtherWhenItIsToWait() {
        library.uploadWith((Answer.UploadAnswer) SLOWER);

        assertRun(upload(small(1), small(2), small(3)), new SetBack(SLOWER), small(1), small(2), small(3));
        assertThat(library.requests()).containsExactly("upload 10");
    }

    static final List<RuntimeException> FAILURES = List.of(
            new PermanentFailure("S3 answered AccessDenied", null), new IllegalStateException("a mistake of ours"));

    @ParameterizedTest
    @FieldSource("FAILURES")
    void savesTheOthersTokensWhateverGoesWrongWithOne(RuntimeException failure) {
        answerTokens(2);
        bytes.fail(keyOf(2), failure);

        assertThatThrownBy(() -> upload(small(1), small(2), small(3))).isSameAs(failure);
        assertThat(transfers.batches()).as("none begins after it").containsExactly(batch(token(1), small(2), small(3)));
    }

    @Test
    void triesAgainWhatCannotBeReadNowAndLogsNoName() {
        bytes.fail(keyOf(1), new RetryableFailure("S3 answered 503", null));
        answerTokens(1);
        try (LogRecords log = LogRecords.of(BatchUploader.class)) {
            new Correlation("call-1")
                    .run(() ->
                            assertRun(upload(small(1), small(2)), new SetBack(RETRY), small(1).setBack(), token(1, 2)));
            new Correlation("call-2").run(() -> upload(small(1)));

            assertThat(log.lines()).hasSize(2).containsOnly("WARN item i001: its bytes could not be read to their end");
            assertThat(log.correlations()).containsExactly("call-1", "call-2");
        }
    }

    @Test
    void savesHalfWayWhatWouldTakeLongToSendAgain() {
        answerTokens(12);

        upload(IntStream.rangeClosed(1, 12)
                .mapToObj(number -> sized(number, 60 * MEBIBYTE))
                .toArray(Batch.Entry[]::new));

        assertThat(transfers.batches()).hasSize(2);
        assertThat(transfers.batches().getFirst().withToken()).hasSize(5);
        assertThat(transfers.batches().getLast().withToken()).hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsBytesTwiceOnlyWhenTheirDigestIsNotKnown(boolean known) {
        Optional<Sha1> digest = known ? DIGEST : Optional.empty();
        items.put(small(1), Functions.item(item(1), "a.mp4", 10, digest));

        assertThat(upload(small(1)).end()).isEqualTo(new Complete());
        assertThat(bytes.opened()).hasSize(known ? 1 : 2);
        assertThat(library.requests()).containsExactly("upload 10");
    }

    @ParameterizedTest
    @CsvSource({"9, SHORTER", "11, LONGER", "0, MISSING"})
    void refusesOtherBytesThanTheGalleryRecorded(long found, FailureReason reason) {
        for (Optional<Sha1> digest : List.of(DIGEST, Optional.<Sha1>empty())) {
            Item item = Functions.item(item(1), "a.mp4", 10, digest);
            items.put(small(1), item);
            bytes.putZeros(item.key(), found);

            assertRun(run(halt, small(1)), new Complete(), refused(1, reason));
        }
        assertThat(library.requests()).isEmpty();
    }

    @Test
    void refusesWhatLeftTheGalleryAndWhatTheLibraryRefuses() {
        items.put(small(2), Functions.item(item(2), "a.mp4", 10, Optional.of(Digests.sha1(new byte[9]))));
        library.uploadWith(new Answer.ItemRefused(FailureReason.REFUSED));
        library.openWith(new Answer.ItemRefused(FailureReason.VIDEO_TOO_LARGE));

        assertRun(
                upload(LARGE, small(3), small(2)),
                new Complete(),
                LARGE.withStep(new Batch.Refused(FailureReason.VIDEO_TOO_LARGE)),
                refused(3, FailureReason.REFUSED),
                refused(2, FailureReason.DAMAGED));
        assertThat(new BatchUploader(transfers, quota, bytes, library, Executors::newSingleThreadExecutor, clock)
                        .upload(
                                running(),
                                new Prepared(batch(LARGE, small(4)), Map.of(), new Unfinished()),
                                () -> access,
                                halt,
                                true)
                        .batch())
                .isEqualTo(batch(
                        LARGE.withStep(new Batch.Refused(FailureReason.MISSING)), refused(4, FailureReason.MISSING)));
    }

    @Test
    void refusesAFileOfWhichNeitherNameNorBytesShowAType() {
        items.put(small(1), Functions.item(item(1), "a", 10, DIGEST));

        assertRun(upload(small(1)), new Complete(), refused(1, FailureReason.UNSUPPORTED_TYPE));
        assertThat(library.requests()).isEmpty();
    }

    @Test
    void savesAddressesBeforeAnyByteGoesToThem() {
        answerChunks(SESSION, 64, 128);
        Map<Integer, List<Batch>> savedBefore = new HashMap<>();
        library.beforeEach(() -> savedBefore.put(library.requests().size(), transfers.batches()));

        assertRun(upload(LARGE), new Complete(), largeToken());
        assertThat(savedBefore.get(1)).isEmpty();
        assertThat(savedBefore.get(2)).containsExactly(batch(OPEN));
        assertThat(transfers.batches()).hasSize(2);
        assertThat(library.requests())
                .containsExactly("open 157286400", chunk(0, 64), chunk(64, 64), chunk(128, 22) + " last");
        assertThat(bytes.opened()).as("its first bytes, and one stream").containsExactly(0L, 0L);
    }

    @Test
    void sendsSmallItemsWhileALargeOneIsHindered() {
        library.openWith(new Answer.Retry());
        answerTokens(1);

        assertRun(upload(LARGE, small(2)), new SetBack(RETRY), LARGE.setBack(), token(1, 2));
    }

    @Test
    void stopsWhereItsShareEnds() {
        Batch.Entry huge = sized(1, 65 * 64 * MEBIBYTE);
        answerChunks(
                SESSION, LongStream.rangeClosed(1, 64).map(count -> 64 * count).toArray());

        assertRun(upload(huge), new Unfinished(), huge.withStep(new Batch.Uploading(SESSION, Sha1.Running.none())));
        assertThat(library.requests()).hasSize(1 + 64);
    }

    @Test
    void stopsBetweenChunksWhenTimeIsUp() {
        library.receivedWith(received(64));
        library.sendWith(received(128));
        library.beforeEach(() -> clock.advance(Duration.ofSeconds(45)));

        assertRun(
                upload(OPEN),
                new Unfinished(),
                OPEN.withStep(new Batch.Uploading(
                        SESSION,
                        new Sha1State(64 * MEBIBYTE, Sha1.Running.none().base64()))));
        assertThat(library.requests()).hasSize(2);
    }

    @Test
    void continuesWhereTheLibraryStands() {
        library.receivedWith(received(64));
        library.sendWith(received(128));
        library.sendWith(new Answer.Uploaded(tokenNumber(1)));

        assertRun(upload(OPEN), new Complete(), largeToken());
        assertThat(library.requests()).containsExactly("received", chunk(64, 64), chunk(128, 22) + " last");
        assertThat(bytes.opened()).as("its first bytes, and the rest").containsExactly(0L, 64 * MEBIBYTE);
    }

    @Test
    void endsAnUploadWhenAllItsBytesHaveArrived() {
        library.receivedWith(received(150));
        library.sendWith(new Answer.Uploaded(tokenNumber(1)));
        assertRun(upload(OPEN), new Complete(), largeToken());
        assertThat(library.requests()).containsExactly("received", chunk(150, 0) + " last");

        library.receivedWith(new Answer.Uploaded(tokenNumber(1)));
        assertRun(upload(OPEN), new Complete(), largeToken());
        assertThat(bytes.opened()).as("its first bytes").containsExactly(0L, 0L);
    }

    /** The first run has time for a chunk; a worker that died before may have sent one more. */
    @Tag("thorough")
    @ParameterizedTest
    @CsvSource({"true, false", "true, true", "false, false"})
    void findsDamageInALargeItemOverSeveralRuns(boolean whole, boolean stateLost) {
        Sha1 zeros = Digests.sha1(new byte[(int) LARGE.bytes()]);
        items.put(LARGE, Functions.item(LARGE.item(), "a.mp4", LARGE.bytes(), whole ? Optional.of(zeros) : DIGEST));
        library.beforeEach(() -> clock.advance(Duration.ofSeconds(45)));
        Batch.Entry half = upload(LARGE).batch().entries().getFirst();
        assertThat(((Batch.Uploading) half.step()).digest().bytes()).isEqualTo(64 * MEBIBYTE);

        Batch.Entry resumed = stateLost
                ? half.withStep(new Batch.Uploading(((Batch.Uploading) half.step()).session(), Sha1.Running.none()))
                : half;
        items.put(resumed, items.get(LARGE));
        Prepared end = upload(new Halt(clock, clock.instant().plusSeconds(300)), resumed);
        assertThat(end.end()).isEqualTo(new Complete());
        if (whole) {
            assertThat(end.batch().entries().getFirst().step()).isInstanceOf(Batch.Uploaded.class);
        } else {
            assertThat(end.batch()).isEqualTo(batch(LARGE.withStep(new Batch.Refused(FailureReason.DAMAGED))));
        }
    }

    /** The answers to a question and to a chunk, and what becomes of the item. A forgotten upload is a setback. */
    static Stream<Arguments> chunkAnswers() {
        Batch.UploadState anew = new Batch.ToUpload();
        Batch.UploadState refused = new Batch.Refused(FailureReason.REFUSED);
        return Stream.of(
                arguments(new Answer.SessionGone(), new SetBack(RETRY), anew),
                arguments(new Answer.ItemRefused(FailureReason.REFUSED), new Complete(), refused),
                arguments(SLOWER, new SetBack(SLOWER), OPEN.step()));
    }

    @ParameterizedTest
    @MethodSource("chunkAnswers")
    void takesAnAnswerToAQuestionAndToAChunk(Answer.ChunkAnswer answer, End end, Batch.UploadState step) {
        library.receivedWith(answer);
        assertRun(upload(OPEN), end, OPEN.withStep(step));

        library.receivedWith(received(64));
        library.sendWith(answer);
        assertRun(upload(new Halt(clock, NOW.plusSeconds(90)), OPEN), end, OPEN.withStep(step));
    }

    @Test
    void asksAgainWhenLessArrivedThanWasSent() {
        library.receivedWith(received(0));
        library.sendWith(received(63));

        assertRun(upload(OPEN), new SetBack(RETRY), OPEN);
    }

    @ParameterizedTest
    @CsvSource({"5, 60, 120", "100, 100, 150"})
    void sendsMultiplesOfTheGranularity(long granularity, long first, long second) {
        answerChunks(session(granularity * MEBIBYTE), first, second);

        upload(LARGE);

        assertThat(library.requests().subList(1, 3))
                .containsExactly(chunk(0, first), chunk(first, second - first) + (second == 150 ? " last" : ""));
    }

    @ParameterizedTest
    @CsvSource({"149, 0, SHORTER", "151, 0, LONGER", "10, 64, MISSING"})
    void isRefusedWhenItsObjectHasChanged(long length, long position, FailureReason reason) {
        items.put(OPEN, itemOf(OPEN));
        bytes.putZeros(itemOf(OPEN).key(), length * MEBIBYTE);
        library.receivedWith(received(position));

        assertRun(run(halt, OPEN), new Complete(), OPEN.withStep(new Batch.Refused(reason)));
        assertThat(library.requests()).containsExactly("received");
    }

    private static void assertRun(Prepared run, End end, Batch.Entry... entries) {
        assertThat(run.batch()).isEqualTo(batch(entries));
        assertThat(run.end()).isEqualTo(end);
    }

    private Prepared upload(Batch.Entry... entries) {
        return upload(halt, entries);
    }

    private Prepared upload(Halt end, Batch.Entry... entries) {
        for (Batch.Entry entry : entries) {
            bytes.putZeros(
                    items.computeIfAbsent(entry, BatchUploaderTest::itemOf).key(), entry.bytes());
        }
        return run(end, entries);
    }

    private Prepared run(Halt end, Batch.Entry... entries) {
        Map<Item.ItemId, Item> found = Arrays.stream(entries).collect(Collectors.toMap(Batch.Entry::item, items::get));
        return new BatchUploader(transfers, quota, bytes, library, Executors::newSingleThreadExecutor, clock)
                .upload(running(), new Prepared(batch(entries), found, new Unfinished()), this::access, end, false);
    }

    private Answer.AccessAnswer access() {
        asked++;
        return access;
    }

    private static Item itemOf(Batch.Entry entry) {
        return Functions.item(entry.item(), "a.mp4", entry.bytes(), DIGEST.filter(_ -> entry.bytes() == 10));
    }

    private static ObjectKey keyOf(int number) {
        return itemOf(small(number)).key();
    }

    private void answerTokens(int count) {
        IntStream.rangeClosed(1, count).forEach(number -> library.uploadWith(new Answer.Uploaded(tokenNumber(number))));
    }

    private void answerChunks(UploadSession session, long... mebibytes) {
        library.openWith(new Answer.SessionOpened(session));
        LongStream.of(mebibytes).forEach(received -> library.sendWith(received(received)));
        library.sendWith(new Answer.Uploaded(tokenNumber(1)));
    }

    private static UploadToken tokenNumber(int number) {
        return new UploadToken("token-" + number, NOW);
    }

    private static Batch.Entry token(int number) {
        return token(number, number);
    }

    private static Batch.Entry token(int token, int item) {
        return small(item).withStep(new Batch.Uploaded(tokenNumber(token), MediaType.MP4));
    }

    private static Batch.Entry largeToken() {
        return LARGE.withStep(new Batch.Uploaded(tokenNumber(1), MediaType.MP4));
    }

    private static Batch.Entry small(int number) {
        return toUpload(number);
    }

    private static Batch.Entry sized(int number, long size) {
        return Batch.Entry.toUpload(item(number), size);
    }

    private static UploadSession session(long granularity) {
        return new UploadSession(URI.create("https://upload.example.com/1"), granularity);
    }

    private static Answer.Received received(long mebibytes) {
        return new Answer.Received(mebibytes * MEBIBYTE);
    }

    private static String chunk(long offset, long length) {
        return "send " + offset * MEBIBYTE + "+" + length * MEBIBYTE;
    }

    private void drawForOthers(int requests) {
        IntStream.range(0, requests).forEach(number -> draw(new UserId("other-" + number), 1));
    }

    private Optional<Answer.Setback> draw(UserId user, int uploads) {
        return quota.draw(user, new QuotaStore.Requests(0, uploads), 0, clock.instant());
    }
}
