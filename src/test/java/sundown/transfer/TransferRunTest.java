package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import sundown.edge.QueueEvents;
import sundown.edge.QueueMessage.Generation;
import sundown.secret.Secret;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.secret.SecretSealer.SecretPurpose;

/** A run: how many batches it moves, what it does at once, and what it leaves to the next one. */
class TransferRunTest {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final Functions functions = new Functions();

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
}
