package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import sundown.account.UserId;
import sundown.contract.SampleTransfers;
import sundown.edge.Correlation;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Tally;
import sundown.media.MediaType;
import sundown.runtime.Records;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.transfer.Batch.ItemOutcome;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.PhotoLibrary.UploadToken;
import sundown.transfer.Progress.Cursor;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** The transfers and batches of the room's tests, which extend it. */
abstract class Given {
    static final Instant NOW = Instant.parse("2023-01-15T12:00:00Z");
    static final Instant CLOSE = Instant.parse("2023-06-01T00:00:00Z");
    static final UserId USER = new UserId("u1");
    static final TransferId ID = new TransferId("0123456789abcdef01234567");
    static final LibraryAccount ACCOUNT = new LibraryAccount("google-1", "someone@example.com");
    static final LibraryAccount OTHER_ACCOUNT = new LibraryAccount("google-2", "other@example.com");
    /** No dates are added, and private items are left out. */
    static final Transfer.Terms TERMS = SampleTransfers.terms(Optional.empty(), Tally.NONE);

    static final Progress.AlbumSum NO_ALBUMS = new Progress.AlbumSum(0, 0);
    static final Correlation CORRELATION = new Correlation("call-1");

    /** Five items of ten bytes each. */
    static final Tally GALLERY = new Tally(5, 50);

    /** Nothing is known of its gallery yet. */
    static Transfer counting() {
        Transfer counting = in(new TransferState.Counting(NOW.plus(Duration.ofMinutes(2))));
        return counting.with(Progress.startingAt(NOW, Tally.NONE))
                .with(Transfer.Terms.of(Optional.empty(), TERMS.choice()))
                .with(new RoomCheck.Open());
    }

    static Transfer running() {
        return in(new TransferState.Running(NOW.plus(Duration.ofMinutes(30))));
    }

    static Transfer waiting(WaitReason reason) {
        return in(new TransferState.Waiting(reason, NOW.plus(Duration.ofHours(1))));
    }

    static Transfer stopped() {
        return in(new TransferState.Stopped(NOW));
    }

    static Transfer notAllowed() {
        return in(new TransferState.NotAllowed(NOW));
    }

    static Transfer gaveUp() {
        return in(new TransferState.GaveUp(NOW));
    }

    static Transfer closed() {
        return in(new TransferState.Closed(NOW)).granted(Optional.empty());
    }

    /** Finished, with so many items that failed an hour ago. */
    static Transfer finished(int failed) {
        return finished(failed, FailureReason.REFUSED);
    }

    /** Finished, with so many items that failed an hour ago for this reason. */
    static Transfer finished(int failed, FailureReason reason) {
        Instant then = NOW.minus(Duration.ofHours(1));
        List<ItemOutcome> outcomes = IntStream.rangeClosed(1, 5)
                .<ItemOutcome>mapToObj(
                        index -> index <= failed ? new ItemOutcome.Failed(item(index), 10, reason) : done(index))
                .toList();
        Transfer running = running();
        return TransferRules.finished(
                running.with(running.progress().passItems(Optional.of(Cursor.after(5)), outcomes, 0, then)),
                NO_ALBUMS,
                then);
    }

    /** Stopped, after so many switches of the account. */
    static Transfer switched(int times) {
        return transfer(stopped().state(), Collections.nCopies(times, OTHER_ACCOUNT));
    }

    /** The transfer with a photo that the library has taken. */
    static Transfer withAPhoto(Transfer transfer) {
        return transfer.with(transfer.progress().passItems(Optional.empty(), List.of(done(1)), 0, NOW));
    }

    static Transfer in(TransferState state) {
        return transfer(state, List.of());
    }

    private static Transfer transfer(TransferState state, List<LibraryAccount> earlier) {
        return new Transfer(
                USER,
                ID,
                ACCOUNT,
                Optional.of(new SealedSecret("sealed")),
                state,
                new RoomCheck.Settled(),
                Progress.startingAt(NOW, GALLERY),
                earlier,
                TERMS,
                NOW,
                TransferRules.LEASE,
                3);
    }

    static List<Transfer> inEveryState() {
        return List.of(
                counting(),
                running(),
                waiting(WaitReason.ROOM),
                waiting(WaitReason.CONSENT),
                waiting(WaitReason.QUOTA),
                waiting(WaitReason.SHARE),
                waiting(WaitReason.BUSY),
                waiting(WaitReason.TROUBLE),
                stopped(),
                finished(0),
                finished(2),
                closed(),
                notAllowed(),
                gaveUp());
    }

    static TransferMessage message(int batch) {
        return new TransferMessage(USER, ID, batch, CORRELATION);
    }

    static ItemId item(int number) {
        return new ItemId("i%03d".formatted(number));
    }

    static Batch.Entry toUpload(int number) {
        return Batch.Entry.toUpload(item(number), 10);
    }

    static Batch.Entry uploaded(int number) {
        return toUpload(number).withStep(new Batch.Uploaded(new UploadToken("token-" + number, NOW), MediaType.JPEG));
    }

    static Batch.Entry refused(int number, FailureReason reason) {
        return toUpload(number).withStep(new Batch.Refused(reason));
    }

    /** The first batch of a pass. */
    static Batch batch(Batch.Entry... entries) {
        return new Batch(
                Optional.empty(), Optional.of(Cursor.after(entries.length)), Optional.empty(), Arrays.asList(entries));
    }

    static ItemOutcome done(int number) {
        return new ItemOutcome.Done(item(number), 10);
    }

    static ItemOutcome duplicate(int number) {
        return new ItemOutcome.Duplicate(item(number), 10);
    }

    static ItemOutcome failed(int number) {
        return new ItemOutcome.Failed(item(number), 10, FailureReason.REFUSED);
    }

    /** The transfer with another version. */
    static Transfer version(Transfer transfer, long version) {
        return Records.with(transfer, "version", version);
    }
}
