package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.edge.Json;
import sundown.edge.LogRecords;
import sundown.edge.QueueEvents;
import sundown.edge.QueueMessage.Generation;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.Item;
import sundown.gallery.Tally;
import sundown.secret.Secret;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.secret.SecretSealer.SecretPurpose;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Progress.Cursor;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;
import sundown.transfer.TransferStore.FailedItem;

class TransferBatchFunctionTest extends Functions {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    @Test
    void asksGoogleHardlyMoreThanOnceForEachItem() {
        startWith(1_000);

        workAll();

        assertThat(transfer().counts().done().items()).isEqualTo(1_000);
        assertThat(library.requests()).hasSizeLessThanOrEqualTo(1_050);
    }

    /** The question for the room is a request of its own, and the quota is small. */
    @Test
    void asksForTheRoomOnceThoughAnotherWriterSavesMeanwhile() {
        asksForTheRoomOnce(120, () -> {});
    }

    @Test
    void asksForTheRoomOnceThoughTimeRunsOutForItsFirstBatch() {
        asksForTheRoomOnce(3, () -> clock.advance(Duration.ofMinutes(4)));
    }

    private void asksForTheRoomOnce(int photos, Runnable atTheQuestion) {
        AtomicInteger asked = new AtomicInteger();
        scriptedAccess.beforeRoom(() -> {
            asked.incrementAndGet();
            atTheQuestion.run();
        });
        startWith(photos);
        put(transfer().with(new RoomCheck.Open()));
        transfers.changeBeforeSave(USER, current -> current);

        workAll();

        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void countsABatchOnceHoweverOftenItsMessageComes() {
        startWith(60);
        String first = transfer().message(CORRELATION).write();
        moveOneBatch();
        Transfer counted = transfer();

        work(first, first);

        assertThat(transfer()).isEqualTo(counted);
        workAll();
        assertThat(transfer().counts().done().items()).isEqualTo(60);
    }

    @Test
    void keepsWhatArrivedWithItsLinkAndItsYear() {
        addPhoto(1);
        addFile(2, "copy.jpg", "picture 1");
        addFile(3, "broken.jpg", "");
        start(ACCOUNT);
        workAll();

        SettledBatch settled = transfers.listSettled(transfer(), 1, 10).getFirst();

        assertThat(settled.number()).isEqualTo(1);
        assertThat(settled.years()).isEqualTo(new Years(Map.of("0", 2L)));
        assertThat(settled.batch().entries())
                .extracting(Batch.Entry::step)
                .satisfiesExactly(
                        moved -> assertThat(((Batch.Taken) moved).link().orElseThrow())
                                .startsWith("https://"),
                        copy -> assertThat(((Batch.Taken) copy).link())
                                .as("the library tells no item of a copy")
                                .isEqualTo(link(settled.batch().entries().getFirst())),
                        broken -> assertThat(broken).isEqualTo(new Batch.Refused(FailureReason.EMPTY)));
    }

    private static Optional<String> link(Batch.Entry entry) {
        return ((Batch.Taken) entry.step()).link();
    }

    /** A run that comes after a crash between both has the batch as it is kept. */
    @Test
    void countsWhatIsKept() {
        startWith(60);
        Transfer before = transfer();
        moveOneBatch();
        SettledBatch kept = transfers.listSettled(transfer(), 1, 1).getFirst();
        put(before);
        queue.send(transfer().message(CORRELATION));

        workAll();

        assertThat(transfer().counts().done().items()).isEqualTo(60);
        assertThat(transfers.listSettled(transfer(), 1, 10)).hasSize(2).first().isEqualTo(kept);
        assertThat(transfers.years(transfer()).total()).isEqualTo(60);
    }

    @Test
    void goesOnAfterACrashBetweenCountAndNextMessage() {
        startWith(60);
        String first = transfer().message(CORRELATION).write();
        moveOneBatch();
        queue.receive().ifPresent(queue::delete);

        work(first);
        assertThat(transfer().counts().done().items()).isEqualTo(50);

        clock.advance(transfer().lease().plusMinutes(10));
        sweep();
        workAll();
        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
    }

    @Test
    void tellsIdenticalPhotosAndThoseThatGoogleHas() {
        addPhoto(1);
        addFile(2, "copy.jpg", "picture 1");
        addFile(3, "broken.jpg", "");
        addFile(4, "notes.txt", "notes");
        addText(5);
        start(ACCOUNT);

        workAll();

        Counts counts = transfer().counts();
        assertThat(counts.done().items()).isEqualTo(1);
        assertThat(counts.duplicate().items()).isEqualTo(1);
        assertThat(failed())
                .extracting(FailedItem::reason)
                .containsExactly(
                        FailureReason.EMPTY, FailureReason.UNSUPPORTED_TYPE, FailureReason.NOT_A_PHOTO_OR_VIDEO);
    }

    @Test
    void failsOnlyItemsWithOtherBytesThanRecorded() {
        List<Item> items = List.of(addPhoto(1), addPhoto(2), addPhoto(3), addPhoto(4));
        objects.remove(items.get(0).key());
        objects.put(items.get(1).key(), new byte[3]);
        objects.put(items.get(2).key(), new byte[300]);
        start(ACCOUNT);

        workAll();

        assertThat(failed())
                .extracting(FailedItem::reason)
                .containsExactly(FailureReason.MISSING, FailureReason.SHORTER, FailureReason.LONGER);
        assertThat(transfer().counts().done()).isEqualTo(Tally.one(items.get(3).bytes()));
    }

    @Test
    void dropsAMessageOfNobodysTransfer() {
        assertThat(work(message(1).write()).batchItemFailures()).isEmpty();
        assertThat(transfers.find(USER)).isEmpty();
    }

    @Test
    void dropsAMessageOfATransferThatWasReplaced() {
        startWith(3);
        Transfer before = transfer();

        work(message(1).write());

        assertThat(transfer()).isEqualTo(before);
        assertThat(library.requests()).isEmpty();
    }

    @Test
    void endsTheTransferAtTheClose() {
        startWith(3);
        clock.moveTo(CLOSE);

        workAll();

        assertThat(transfer().state()).isEqualTo(new TransferState.Closed(CLOSE));
        assertThat(transfer().grant()).isEmpty();
        assertThat(library.requests()).isEmpty();
    }

    @Test
    void beginsNothingPastTheClose() {
        clock.moveTo(CLOSE.minusSeconds(1));
        startWith(3);
        library.beforeEach(() -> clock.advance(Duration.ofSeconds(2)));

        workAll();

        assertThat(library.requests()).noneMatch(request -> request.startsWith("create"));
        assertThat(transfer().state()).isInstanceOf(TransferState.Closed.class);
    }

    @Test
    void countsWhatAStoppedTransferWasMoving() {
        startWith(60);
        library.beforeEach(() -> {
            library.beforeEach(() -> {});
            stop(USER);
        });

        workAll();

        assertThat(transfer().state()).isInstanceOf(TransferState.Stopped.class);
        assertThat(transfer().counts().done().items()).isEqualTo(50);
    }

    @Test
    void countsNothingForATransferThatWasReplacedMeanwhile() {
        startWith(3);
        library.beforeEach(() -> {
            library.beforeEach(() -> {});
            stop(USER);
            start(OTHER_ACCOUNT);
        });

        workOnce();
        assertThat(transfer().counts().settled()).isEqualTo(Tally.NONE);

        workAll();
        assertThat(transfer().counts().done().items()).isEqualTo(3);
        assertThat(access.held(OTHER_ACCOUNT)).hasSize(3);
    }

    @Test
    void goesOnWithAnotherMessageWhenTimeIsUp() {
        startWith(3);
        library.beforeEach(() -> clock.advance(Duration.ofSeconds(210)));
        workOnce();
        assertThat(transfer().state()).isInstanceOf(TransferState.Running.class);
        assertThat(queue.size()).isEqualTo(1);

        library.beforeEach(() -> {});
        workAll();

        assertThat(transfer().counts().done().items()).isEqualTo(3);
        assertThat(library.uploads()).hasSize(3);
    }

    @Test
    void givesUpNoLargeItemInMidUploadWithAnItemThatNeverGetsThrough() {
        access.setRoom(ACCOUNT, new Room.Unlimited());
        addPhotos(2);
        index.put(USER, item(item(3), "large.mp4", 150 << 20, Optional.empty()));
        bytes.putZeros(index.find(USER, List.of(item(3))).getFirst().key(), 150 << 20);
        start(ACCOUNT);
        bytes.fail(index.find(USER, List.of(item(2))).getFirst().key(), new RetryableFailure("S3 answered 503", null));
        library.openWith(new Answer.SessionOpened(new UploadSession(URI.create("https://upload.example.com/1"), 1)));
        for (int attempt = 0; attempt <= BatchRules.SETBACKS_MAX; attempt++) {
            library.sendWith(new Answer.Received(64 << 20));
            library.sendWith(new Answer.Retry());
            workAll();
            library.receivedWith(new Answer.Received(0));
            wakeUp();
        }
        library.sendWith(new Answer.Uploaded(new UploadToken("large", clock.instant())));
        Answer.ElementAnswer done = new Answer.Done(new Answer.MediaItemId(""), Optional.empty());
        library.createWith(new Answer.Created(List.of(done, done)));

        workAll();

        assertThat(failed()).extracting(FailedItem::item).containsExactly(item(2));
        assertThat(transfer().counts().done().items()).isEqualTo(2);
    }

    private void wakeUp() {
        clock.moveTo(((TransferState.Waiting) transfer().state()).wakeAt());
        sweep();
    }

    @Test
    void createsNothingLateAlsoWhereAnItemIsGivenUp() {
        startWith(2);
        for (int attempt = 0; attempt < BatchRules.SETBACKS_MAX; attempt++) {
            library.uploadWith(new Answer.Retry());
            workAll();
            wakeUp();
        }
        library.uploadWith(new Answer.Retry());
        library.beforeEach(() -> clock.advance(Duration.ofSeconds(231)));

        workOnce();

        assertThat(library.requests()).noneMatch(request -> request.startsWith("create"));
        library.beforeEach(() -> {});
        workAll();
        assertThat(transfer().counts().done().items()).isEqualTo(1);
        assertThat(failed()).hasSize(1);
    }

    @Test
    void skipsWhatLeftTheGallerySinceItWasCounted() {
        startWith(3);
        index.remove(USER, item(2));

        workAll();

        assertThat(transfer().counts().done().items()).isEqualTo(2);
        assertThat(transfer().counts().skipped().items()).isEqualTo(1);
    }

    @Test
    void endsAGalleryThatFillsItsLastBatch() {
        startWith(50);

        workAll();

        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(transfer().counts().done().items()).isEqualTo(50);
    }

    @Test
    void movesBatchAfterBatchWithOneMessage() {
        startWith(130);

        workOnce();

        assertThat(scriptedAccess.asked())
                .as("the consent is opened, and access asked for, once")
                .isEqualTo(1);

        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(transfer().counts().done().items()).isEqualTo(130);
        assertThat(queue.size()).isZero();
    }

    /** A batch takes ten seconds, four times what Google needs to create it. */
    @Test
    void movesThreeThousandPhotosInThreeRuns() {
        startWith(3_000);
        library.duringCreation(() -> clock.advance(Duration.ofSeconds(10)));

        int runs = 0;
        while (workOnce()) {
            runs++;
        }

        assertThat(transfer().counts().done().items()).isEqualTo(3_000);
        assertThat(runs).isLessThanOrEqualTo(3);
    }

    @Test
    void sendsItsSuccessorWhenItsTimeIsOver() {
        startWith(120);

        moveOneBatch();

        assertThat(transfer().counts().done().items()).isEqualTo(50);
        assertThat(queue.bodies())
                .singleElement()
                .satisfies(
                        body -> assertThat(TransferMessage.read(body).batch()).isEqualTo(2));
    }

    @Test
    void sendsTheBytesOfTheNextBatchWhileGoogleCreatesOne() {
        startWith(60);
        library.duringCreation(() -> await(() -> library.uploads().size() == 60));

        workOnce();

        assertThat(transfer().counts().done().items()).isEqualTo(60);
    }

    @Test
    void sendsNoByteAgainAfterACrashBetweenTwoBatches() {
        startWith(60);
        String message = transfer().message(CORRELATION).write();
        library.duringCreation(() -> {
            await(() -> transfers.batches().size() == 2);
            throw new StackOverflowError("a crash");
        });
        assertThatThrownBy(() -> work(message)).isInstanceOf(StackOverflowError.class);
        library.duringCreation(() -> {});

        work(message);

        assertThat(transfer().counts().done().items()).isEqualTo(60);
        assertThat(library.uploads()).hasSize(60);
    }

    @Test
    void countsWhatIsCreatedThoughTheNextBatchCannotBePrepared() {
        startWith(60);
        objects.remove(index.find(USER, List.of(item(60))).getFirst().key());
        bytes.fail(
                index.find(USER, List.of(item(55))).getFirst().key(), new IllegalStateException("a mistake of ours"));

        workOnce();

        assertThat(transfer().counts().done().items()).isEqualTo(50);
    }

    /** The batch before it may be another one when its row has expired and the gallery has changed since. */
    @Test
    void composesABatchAnewThatDoesNotFollowWhereItStands() {
        startWith(3);
        Batch astray = new Batch(
                Optional.of(Cursor.after(900)),
                Optional.of(Cursor.after(901)),
                Optional.empty(),
                List.of(toUpload(901)));
        transfers.saveBatch(transfer(), astray);

        workAll();

        assertThat(transfer().counts().done().items()).isEqualTo(3);
    }

    @Test
    void endsWithTheConsentThatItBeganWith() {
        startWith(120);
        transfers.changeBeforeSave(
                USER,
                current ->
                        current.granted(Optional.of(sealedAgain(current.grant().orElseThrow()))));

        workOnce();

        assertThat(transfer().counts().done().items()).isEqualTo(50);
        workAll();
        assertThat(transfer().counts().done().items()).isEqualTo(120);
        assertThat(scriptedAccess.asked()).isEqualTo(2);
    }

    @Test
    void beginsNoOtherUploadWhenGoogleAsksToSlowDown() {
        startWith(120);
        library.createWith(new Answer.WaitFor(Duration.ZERO));

        workOnce();

        assertThat(transfer().state()).isInstanceOf(TransferState.Waiting.class);
        assertThat(library.uploads()).hasSizeBetween(50, 100);
        int before = library.uploads().size();
        clock.advance(Duration.ofMinutes(1));
        sweep();
        workAll();
        assertThat(library.uploads()).as("none twice").hasSize(120).hasSizeGreaterThanOrEqualTo(before);
    }

    /** The queue's own figures, so that no clock of a worker matters. */
    @Test
    void givesItsSuccessorLongerThanItsMessageWaited() {
        startWith(120);
        String message = transfer().message(CORRELATION).write();
        library.duringCreation(() -> clock.advance(Duration.ofMinutes(4)));

        work(QueueEvents.of("id", message, new Generation(0), Duration.ofHours(2)));

        Instant checkAt = ((TransferState.Running) transfer().state()).checkAt();
        assertThat(checkAt).isAfter(clock.instant().plus(Duration.ofHours(4)));
    }

    private SealedSecret sealedAgain(SealedSecret grant) {
        Secret token = sealer.open(USER, SecretPurpose.REFRESH_TOKEN, grant);
        return sealer.seal(USER, SecretPurpose.REFRESH_TOKEN, token);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** Bytes that were sent can be used for a day. */
    @ParameterizedTest
    @CsvSource({"22, 3", "23, 6"})
    void sendsNoByteAgainAfterAWaitOfLessThanADay(int hours, int uploads) {
        startWith(3);
        library.createWith(new Answer.WaitFor(Duration.ZERO));
        workAll();
        clock.advance(Duration.ofHours(hours));

        sweep();
        workAll();

        assertThat(transfer().counts().done().items()).isEqualTo(3);
        assertThat(library.uploads()).hasSize(uploads);
    }

    @Test
    void waitsUntilTheQuotaIsThereAgain() {
        startWith(3);
        put(transfer().with(new RoomCheck.Settled()));
        useUpMinute();

        workAll();

        assertParked(WaitReason.QUOTA, NOW.plusMillis(16));
        assertThat(transfer().progress().attempt()).isZero();
        assertThat(library.requests()).isEmpty();
        assertThat(scriptedAccess.asked())
                .as("no consent is opened, and no access asked for, in vain")
                .isZero();
    }

    /** Whether room is there decides whether anything is drawn. */
    @Test
    void drawsNothingWhileItWaitsForRoom() {
        startWith(3);
        put(transfer().with(new RoomCheck.Open()));
        access.setRoom(ACCOUNT, new Room.Limited(10, 10));

        workAll();

        assertParked(WaitReason.ROOM, NOW.plus(Duration.ofHours(1)));
        assertThat(draw(USER, REQUESTS_A_USER)).isEmpty();
    }

    @Test
    void waitsUntilTomorrowWhenTheUsersShareIsUsedUpAndSaysSo() {
        startWith(3);
        draw(USER, REQUESTS_A_USER - 3);

        workAll();

        Instant midnight = Instant.parse("2023-01-16T08:00:00Z");
        assertParked(WaitReason.SHARE, midnight);
        assertThat(library.requests()).isEmpty();
        JsonNode shown = Json.read(status(USER).body()).path("transfer");
        assertThat(shown.path("reason").textValue()).isEqualTo("SHARE");
        assertThat(shown.path("goesOnAt").textValue()).isEqualTo(midnight.toString());
        assertThat(shown.path("message").textValue()).contains("Your share of today's requests");

        clock.moveTo(midnight);
        sweep();
        workAll();
        assertThat(transfer().counts().done().items()).isEqualTo(3);
    }

    @Test
    void asksForRoomEveryHourAndGoesOnWithWhatItHas() {
        startWith(3);
        access.setRoom(ACCOUNT, new Room.Limited(100, 99));
        workAll();
        assertParked(WaitReason.ROOM, NOW.plus(Duration.ofHours(1)));
        assertThat(transfer().room()).isEqualTo(new RoomCheck.Missing(new Room.Limited(100, 99)));
        clock.advance(Duration.ofHours(1));
        sweep();
        workAll();
        assertParked(WaitReason.ROOM, NOW.plus(Duration.ofHours(2)));

        access.setRoom(ACCOUNT, ROOM);
        clock.advance(Duration.ofHours(1));
        sweep();
        workAll();

        assertThat(transfer().counts().done().items()).isEqualTo(3);
        assertThat(library.uploads()).hasSize(3);
    }

    @Test
    void waitsForConsentUntilTheClose() {
        startWith(3);
        access.revoke(ACCOUNT);

        workAll();

        assertParked(WaitReason.CONSENT, CLOSE);
    }

    @Test
    void triesAgainWhenRoomOrAccessCannotBeAsked() {
        startWith(3);
        put(transfer().with(new RoomCheck.Open()));
        scriptedAccess.roomWith(new LibraryAccess.RoomAnswer.NotKnown(new Answer.Retry()));
        workAll();
        assertParked(WaitReason.TROUBLE, NOW.plusSeconds(1));

        clock.advance(Duration.ofSeconds(1));
        scriptedAccess.accessWith(new Answer.WaitFor(Duration.ofMinutes(5)));
        sweep();
        workAll();
        assertParked(WaitReason.BUSY, clock.instant().plus(Duration.ofMinutes(5)));
    }

    @Test
    void givesUpWhatCannotBeRepairedAndTellsTheOperator() {
        startWith(3);
        library.createWith(new Answer.GiveUp("PERMISSION_DENIED"));

        try (LogRecords log = LogRecords.of(TransferBatchFunction.class)) {
            workAll();

            assertThat(log.lines()).anyMatch(line -> line.startsWith("ERROR") && line.contains("PERMISSION_DENIED"));
        }
        assertThat(transfer().state()).isEqualTo(new TransferState.GaveUp(NOW));
    }

    @Test
    void givesUpWhenAPortRefusesForGood() {
        Item item = addPhoto(1);
        start(ACCOUNT);
        bytes.fail(item.key(), new PermanentFailure("S3 answered AccessDenied", null));

        workAll();

        assertThat(transfer().state()).isEqualTo(new TransferState.GaveUp(NOW));
        assertThat(resume(USER, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void drawsAsManyRequestsAsItsItemsNeedThoughBatchesArePreparedAhead() {
        startWith(650);

        workAll();

        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneId.of("America/Los_Angeles"));
        assertThat(quotas.day(day).used()).isEqualTo(650 + 13);
    }

    private void assertParked(WaitReason reason, Instant wakeAt) {
        assertThat(transfer().state()).isEqualTo(new TransferState.Waiting(reason, wakeAt));
        assertThat(queue.size()).isZero();
    }
}
