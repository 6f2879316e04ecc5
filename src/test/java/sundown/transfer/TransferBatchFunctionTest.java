package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.gallery.Item;
import sundown.gallery.Tally;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.TransferStore.FailedItem;

class TransferBatchFunctionTest {
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
}
