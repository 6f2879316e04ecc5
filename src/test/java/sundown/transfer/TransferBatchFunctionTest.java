package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.edge.LogRecords;
import sundown.edge.QueueEvents;
import sundown.edge.QueueMessage.Generation;
import sundown.failure.PermanentFailure;
import sundown.gallery.Item;
import sundown.gallery.Tally;
import sundown.secret.Secret;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.secret.SecretSealer.SecretPurpose;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.TransferState.WaitReason;
import sundown.transfer.TransferStore.FailedItem;

class TransferBatchFunctionTest {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final Functions functions = new Functions();

    @Test
    void asksGoogleHardlyMoreThanOnceForEachItem() {
        functions.startWith(1_000);

        functions.workAll();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(1_000);
        assertThat(functions.library.requests()).hasSizeLessThanOrEqualTo(1_050);
    }

    /** The question for the room is a request of its own, and the quota is small. */
    @Test
    void asksForTheRoomOnceThoughAnotherWriterSavesMeanwhile() {
        asksForTheRoomOnce(120, () -> {});
    }

    @Test
    void asksForTheRoomOnceThoughTimeRunsOutForItsFirstBatch() {
        asksForTheRoomOnce(3, () -> functions.clock.advance(Duration.ofMinutes(4)));
    }

    private void asksForTheRoomOnce(int photos, Runnable atTheQuestion) {
        AtomicInteger asked = new AtomicInteger();
        functions.scriptedAccess.beforeRoom(() -> {
            asked.incrementAndGet();
            atTheQuestion.run();
        });
        functions.startWith(photos);
        functions.put(functions.transfer().with(new RoomCheck.Open()));
        functions.transfers.changeBeforeSave(Given.USER, current -> current);

        functions.workAll();

        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void countsABatchOnceHoweverOftenItsMessageComes() {
        functions.startWith(60);
        String first = functions.transfer().message(Given.CORRELATION).write();
        functions.moveOneBatch();
        Transfer counted = functions.transfer();

        functions.work(first, first);

        assertThat(functions.transfer()).isEqualTo(counted);
        functions.workAll();
        assertThat(functions.transfer().counts().done().items()).isEqualTo(60);
    }

    @Test
    void goesOnAfterACrashBetweenCountAndNextMessage() {
        functions.startWith(60);
        String first = functions.transfer().message(Given.CORRELATION).write();
        functions.moveOneBatch();
        functions.queue.receive().ifPresent(functions.queue::delete);

        functions.work(first);
        assertThat(functions.transfer().counts().done().items()).isEqualTo(50);

        functions.clock.advance(functions.transfer().lease().plusMinutes(10));
        functions.sweep();
        functions.workAll();
        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Finished.class);
    }

    @Test
    void tellsIdenticalPhotosAndThoseThatGoogleHas() {
        functions.addPhoto(1);
        functions.addFile(2, "copy.jpg", "picture 1");
        functions.addFile(3, "broken.jpg", "");
        functions.addFile(4, "notes.txt", "notes");
        functions.addText(5);
        functions.start(Given.ACCOUNT);

        functions.workAll();

        Counts counts = functions.transfer().counts();
        assertThat(counts.done().items()).isEqualTo(1);
        assertThat(counts.duplicate().items()).isEqualTo(1);
        assertThat(functions.failed())
                .extracting(FailedItem::reason)
                .containsExactly(
                        FailureReason.EMPTY, FailureReason.UNSUPPORTED_TYPE, FailureReason.NOT_A_PHOTO_OR_VIDEO);
    }

    @Test
    void failsOnlyItemsWithOtherBytesThanRecorded() {
        List<Item> items =
                List.of(functions.addPhoto(1), functions.addPhoto(2), functions.addPhoto(3), functions.addPhoto(4));
        functions.objects.remove(items.get(0).key());
        functions.objects.put(items.get(1).key(), new byte[3]);
        functions.objects.put(items.get(2).key(), new byte[300]);
        functions.start(Given.ACCOUNT);

        functions.workAll();

        assertThat(functions.failed())
                .extracting(FailedItem::reason)
                .containsExactly(FailureReason.MISSING, FailureReason.SHORTER, FailureReason.LONGER);
        assertThat(functions.transfer().counts().done())
                .isEqualTo(Tally.one(items.get(3).bytes()));
    }

    @Test
    void dropsAMessageOfNobodysTransfer() {
        assertThat(functions.work(Given.message(1).write()).batchItemFailures()).isEmpty();
        assertThat(functions.transfers.find(Given.USER)).isEmpty();
    }

    @Test
    void dropsAMessageOfATransferThatWasReplaced() {
        functions.startWith(3);
        Transfer before = functions.transfer();

        functions.work(Given.message(1).write());

        assertThat(functions.transfer()).isEqualTo(before);
        assertThat(functions.library.requests()).isEmpty();
    }

    @Test
    void endsTheTransferAtTheClose() {
        functions.startWith(3);
        functions.clock.moveTo(Given.CLOSE);

        functions.workAll();

        assertThat(functions.transfer().state()).isEqualTo(new TransferState.Closed(Given.CLOSE));
        assertThat(functions.transfer().grant()).isEmpty();
        assertThat(functions.library.requests()).isEmpty();
    }

    @Test
    void beginsNothingPastTheClose() {
        functions.clock.moveTo(Given.CLOSE.minusSeconds(1));
        functions.startWith(3);
        functions.library.beforeEach(() -> functions.clock.advance(Duration.ofSeconds(2)));

        functions.workAll();

        assertThat(functions.library.requests()).noneMatch(request -> request.startsWith("create"));
        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Closed.class);
    }

    @Test
    void countsWhatAStoppedTransferWasMoving() {
        functions.startWith(60);
        functions.library.beforeEach(() -> {
            functions.library.beforeEach(() -> {});
            functions.stop(Given.USER);
        });

        functions.workAll();

        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Stopped.class);
        assertThat(functions.transfer().counts().done().items()).isEqualTo(50);
    }

    @Test
    void countsNothingForATransferThatWasReplacedMeanwhile() {
        functions.startWith(3);
        functions.library.beforeEach(() -> {
            functions.library.beforeEach(() -> {});
            functions.stop(Given.USER);
            functions.start(Given.OTHER_ACCOUNT);
        });

        functions.workOnce();
        assertThat(functions.transfer().counts().settled()).isEqualTo(Tally.NONE);

        functions.workAll();
        assertThat(functions.transfer().counts().done().items()).isEqualTo(3);
        assertThat(functions.access.held(Given.OTHER_ACCOUNT)).hasSize(3);
    }

    @Test
    void goesOnWithAnotherMessageWhenTimeIsUp() {
        functions.startWith(3);
        functions.library.beforeEach(() -> functions.clock.advance(Duration.ofSeconds(210)));
        functions.workOnce();
        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Running.class);
        assertThat(functions.queue.size()).isEqualTo(1);

        functions.library.beforeEach(() -> {});
        functions.workAll();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(3);
        assertThat(functions.library.uploads()).hasSize(3);
    }

    @Test
    void skipsWhatLeftTheGallerySinceItWasCounted() {
        functions.startWith(3);
        functions.index.remove(Given.USER, Given.item(2));

        functions.workAll();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(2);
        assertThat(functions.transfer().counts().skipped().items()).isEqualTo(1);
    }

    @Test
    void endsAGalleryThatFillsItsLastBatch() {
        functions.startWith(50);

        functions.workAll();

        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(functions.transfer().counts().done().items()).isEqualTo(50);
    }

    @Test
    void leavesOtherUsersAlone() {
        functions.register(new UserId("u2"), "IN");
        functions.startWith(3);

        functions.workAll();

        assertThat(functions.transfers.find(new UserId("u2"))).isEqualTo(Optional.empty());
    }

    @Test
    void movesBatchAfterBatchWithOneMessage() {
        functions.startWith(130);

        functions.workOnce();

        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(functions.transfer().counts().done().items()).isEqualTo(130);
        assertThat(functions.queue.size()).isZero();
    }

    @Test
    void opensTheConsentAndAsksForAccessOnce() {
        functions.startWith(500);

        functions.workOnce();

        assertThat(functions.scriptedAccess.asked()).isEqualTo(1);
    }

    /** A batch takes ten seconds, four times what Google needs to create it. */
    @Test
    void movesThreeThousandPhotosInThreeRuns() {
        functions.startWith(3_000);
        functions.library.duringCreation(() -> functions.clock.advance(Duration.ofSeconds(10)));

        int runs = 0;
        while (functions.workOnce()) {
            runs++;
        }

        assertThat(functions.transfer().counts().done().items()).isEqualTo(3_000);
        assertThat(runs).isLessThanOrEqualTo(3);
    }

    @Test
    void sendsItsSuccessorWhenItsTimeIsOver() {
        functions.startWith(120);

        functions.moveOneBatch();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(50);
        assertThat(functions.queue.bodies())
                .singleElement()
                .satisfies(
                        body -> assertThat(TransferMessage.read(body).batch()).isEqualTo(2));
    }

    @Test
    void sendsTheBytesOfTheNextBatchWhileGoogleCreatesOne() {
        functions.startWith(60);
        functions.library.duringCreation(
                () -> await(() -> functions.library.uploads().size() == 60));

        functions.workOnce();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(60);
    }

    @Test
    void sendsNoByteAgainAfterACrashBetweenTwoBatches() {
        functions.startWith(60);
        String message = functions.transfer().message(Given.CORRELATION).write();
        functions.library.duringCreation(() -> {
            await(() -> functions.transfers.batches().size() == 2);
            throw new StackOverflowError("a crash");
        });
        assertThatThrownBy(() -> functions.work(message)).isInstanceOf(StackOverflowError.class);
        functions.library.duringCreation(() -> {});

        functions.work(message);

        assertThat(functions.transfer().counts().done().items()).isEqualTo(60);
        assertThat(functions.library.uploads()).hasSize(60);
    }

    @Test
    void countsWhatIsCreatedThoughTheNextBatchCannotBePrepared() {
        functions.startWith(60);
        functions.objects.remove(functions
                .index
                .find(Given.USER, List.of(Given.item(60)))
                .getFirst()
                .key());
        functions.bytes.fail(
                functions
                        .index
                        .find(Given.USER, List.of(Given.item(55)))
                        .getFirst()
                        .key(),
                new IllegalStateException("a mistake of ours"));

        functions.workOnce();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(50);
    }

    /** The batch before it may be another one when its row has expired and the gallery has changed since. */
    @Test
    void composesABatchAnewThatDoesNotFollowWhereItStands() {
        functions.startWith(3);
        Batch astray = new Batch(1, false, Optional.of(Given.item(900)), List.of(Given.toUpload(901)));
        functions.transfers.saveBatch(functions.transfer(), astray);

        functions.workAll();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(3);
    }

    @Test
    void endsWithTheConsentThatItBeganWith() {
        functions.startWith(120);
        functions.transfers.changeBeforeSave(
                Given.USER,
                current ->
                        current.granted(Optional.of(sealedAgain(current.grant().orElseThrow()))));

        functions.workOnce();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(50);
        functions.workAll();
        assertThat(functions.transfer().counts().done().items()).isEqualTo(120);
        assertThat(functions.scriptedAccess.asked()).isEqualTo(2);
    }

    @Test
    void beginsNoOtherUploadWhenGoogleAsksToSlowDown() {
        functions.startWith(120);
        functions.library.createWith(new Answer.WaitFor(Duration.ZERO));

        functions.workOnce();

        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Waiting.class);
        assertThat(functions.library.uploads()).hasSizeBetween(50, 100);
        int before = functions.library.uploads().size();
        functions.clock.advance(Duration.ofMinutes(1));
        functions.sweep();
        functions.workAll();
        assertThat(functions.library.uploads()).as("none twice").hasSize(120).hasSizeGreaterThanOrEqualTo(before);
    }

    /** The queue's own figures, so that no clock of a worker matters. */
    @Test
    void givesItsSuccessorLongerThanItsMessageWaited() {
        functions.startWith(120);
        String message = functions.transfer().message(Given.CORRELATION).write();
        functions.library.duringCreation(() -> functions.clock.advance(Duration.ofMinutes(4)));

        functions.work(QueueEvents.of("id", message, new Generation(0), Duration.ofHours(2)));

        Instant checkAt = ((TransferState.Running) functions.transfer().state()).checkAt();
        assertThat(checkAt).isAfter(functions.clock.instant().plus(Duration.ofHours(4)));
    }

    private SealedSecret sealedAgain(SealedSecret grant) {
        Secret token = functions.sealer.open(Given.USER, SecretPurpose.REFRESH_TOKEN, grant);
        return functions.sealer.seal(Given.USER, SecretPurpose.REFRESH_TOKEN, token);
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
        functions.startWith(3);
        functions.library.createWith(new Answer.WaitFor(Duration.ZERO));
        functions.workAll();
        functions.clock.advance(Duration.ofHours(hours));

        functions.sweep();
        functions.workAll();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(3);
        assertThat(functions.library.uploads()).hasSize(uploads);
    }

    @Test
    void waitsUntilTheQuotaIsThereAgain() {
        functions.startWith(3);
        functions.put(functions.transfer().with(new RoomCheck.Settled()));
        functions.useUpMinute();

        functions.workAll();

        assertParked(WaitReason.QUOTA, Given.NOW.plusMillis(16));
        assertThat(functions.transfer().progress().attempt()).isZero();
        assertThat(functions.library.requests()).isEmpty();
        assertThat(functions.scriptedAccess.asked())
                .as("no consent is opened, and no access asked for, in vain")
                .isZero();
    }

    /** Whether room is there decides whether anything is drawn. */
    @Test
    void drawsNothingWhileItWaitsForRoom() {
        functions.startWith(3);
        functions.put(functions.transfer().with(new RoomCheck.Open()));
        functions.access.setRoom(Given.ACCOUNT, new Room.Limited(10, 10));

        functions.workAll();

        assertParked(WaitReason.ROOM, Given.NOW.plus(Duration.ofHours(1)));
        assertThat(functions.draw(Given.USER, Functions.REQUESTS_A_USER)).isEmpty();
    }

    @Test
    void waitsUntilTomorrowWhenTheUsersShareIsUsedUpAndSaysSo() {
        functions.startWith(3);
        functions.draw(Given.USER, Functions.REQUESTS_A_USER - 3);

        functions.workAll();

        Instant midnight = Instant.parse("2023-01-16T08:00:00Z");
        assertParked(WaitReason.SHARE, midnight);
        assertThat(functions.library.requests()).isEmpty();
        JsonNode shown = Json.read(functions.status(Given.USER).body()).path("transfer");
        assertThat(shown.path("reason").textValue()).isEqualTo("SHARE");
        assertThat(shown.path("goesOnAt").textValue()).isEqualTo(midnight.toString());
        assertThat(shown.path("message").textValue()).contains("Your share of today's requests");

        functions.clock.moveTo(midnight);
        functions.sweep();
        functions.workAll();
        assertThat(functions.transfer().counts().done().items()).isEqualTo(3);
    }

    @Test
    void asksForRoomEveryHourAndGoesOnWithWhatItHas() {
        functions.startWith(3);
        functions.access.setRoom(Given.ACCOUNT, new Room.Limited(100, 99));
        functions.workAll();
        assertParked(WaitReason.ROOM, Given.NOW.plus(Duration.ofHours(1)));
        assertThat(functions.transfer().room()).isEqualTo(new RoomCheck.Missing(new Room.Limited(100, 99)));
        functions.clock.advance(Duration.ofHours(1));
        functions.sweep();
        functions.workAll();
        assertParked(WaitReason.ROOM, Given.NOW.plus(Duration.ofHours(2)));

        functions.access.setRoom(Given.ACCOUNT, Functions.ROOM);
        functions.clock.advance(Duration.ofHours(1));
        functions.sweep();
        functions.workAll();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(3);
        assertThat(functions.library.uploads()).hasSize(3);
    }

    @Test
    void waitsForConsentUntilTheClose() {
        functions.startWith(3);
        functions.access.revoke(Given.ACCOUNT);

        functions.workAll();

        assertParked(WaitReason.CONSENT, Given.CLOSE);
    }

    @Test
    void triesAgainWhenRoomOrAccessCannotBeAsked() {
        functions.startWith(3);
        functions.put(functions.transfer().with(new RoomCheck.Open()));
        functions.scriptedAccess.roomWith(new LibraryAccess.RoomAnswer.NotKnown(new Answer.Retry()));
        functions.workAll();
        assertParked(WaitReason.TROUBLE, Given.NOW.plusSeconds(1));

        functions.clock.advance(Duration.ofSeconds(1));
        functions.scriptedAccess.accessWith(new Answer.WaitFor(Duration.ofMinutes(5)));
        functions.sweep();
        functions.workAll();
        assertParked(WaitReason.BUSY, functions.clock.instant().plus(Duration.ofMinutes(5)));
    }

    @Test
    void givesUpWhatCannotBeRepairedAndTellsTheOperator() {
        functions.startWith(3);
        functions.library.createWith(new Answer.GiveUp("PERMISSION_DENIED"));

        try (LogRecords log = LogRecords.of(TransferBatchFunction.class)) {
            functions.workAll();

            assertThat(log.lines()).anyMatch(line -> line.startsWith("ERROR") && line.contains("PERMISSION_DENIED"));
        }
        assertThat(functions.transfer().state()).isEqualTo(new TransferState.GaveUp(Given.NOW));
    }

    @Test
    void givesUpWhenAPortRefusesForGood() {
        Item item = functions.addPhoto(1);
        functions.start(Given.ACCOUNT);
        functions.bytes.fail(item.key(), new PermanentFailure("S3 answered AccessDenied", null));

        functions.workAll();

        assertThat(functions.transfer().state()).isEqualTo(new TransferState.GaveUp(Given.NOW));
        assertThat(functions.resume(Given.USER, "{}").statusCode()).isEqualTo(200);
    }

    private void assertParked(WaitReason reason, Instant wakeAt) {
        assertThat(functions.transfer().state()).isEqualTo(new TransferState.Waiting(reason, wakeAt));
        assertThat(functions.queue.size()).isZero();
    }
}
