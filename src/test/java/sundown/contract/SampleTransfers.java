package sundown.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import sundown.account.UserId;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Tally;
import sundown.media.Choice;
import sundown.media.Choice.Selection;
import sundown.media.MediaType;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.transfer.Answer.MediaItemId;
import sundown.transfer.Batch;
import sundown.transfer.FailureReason;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.PhotoLibrary.UploadToken;
import sundown.transfer.Progress;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Progress.Cursor;
import sundown.transfer.Progress.Pace;
import sundown.transfer.Room;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.Terms;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferRules;
import sundown.transfer.TransferStore.FailedItem;

/** Transfers and batches with every part filled in, of the lengths that they have in life. */
public final class SampleTransfers {
    /** An instant with all nine places. */
    public static final Instant NOW = Instant.parse("2026-11-24T18:30:15.123456789Z");

    /** Offers of more room. */
    public static final Room.Offers OFFERS = Room.Offers.read("IN=200GB/P1M IN=100GB/P3M");

    private SampleTransfers() {}

    /** A transfer that was never saved; its id is the user's own. */
    public static Transfer fresh(UserId user) {
        return new Transfer(
                user,
                id(user),
                new LibraryAccount("117463920581736402918", "someone.with.a.name@example.com"),
                Optional.of(new SealedSecret("s".repeat(424))),
                new TransferState.Running(NOW),
                new RoomCheck.Open(),
                Progress.startingAt(NOW, new Tally(10_000, 40_000_000_000L)),
                List.of(),
                new Terms(
                        Optional.of(ZoneId.of("Asia/Kolkata")),
                        Choice.of(Selection.ALL, Optional.of(false)),
                        Optional.of((long) Integer.MAX_VALUE),
                        new Tally(312, 1_000_000_000L),
                        Optional.empty()),
                NOW,
                TransferRules.LEASE,
                0);
    }

    /** The terms of a counted gallery, without dates. */
    public static Terms terms(Optional<Boolean> withPrivate, Tally hidden) {
        return new Terms(
                Optional.empty(), Choice.of(Selection.ALL, withPrivate), Optional.of(1L), hidden, Optional.empty());
    }

    /** A transfer in the middle of its work. */
    public static Transfer halfWay(UserId user) {
        Counts counts = new Counts(
                new Tally(10_000, 40_000_000_000L),
                new Tally(4_800, 19_000_000_000L),
                new Tally(150, 600_000_000L),
                new Tally(50, 200_000_000L),
                Tally.NONE,
                new Tally(1, 1_000L),
                new Tally(2, 8_000_000L));
        Progress progress = new Progress(
                1,
                101,
                Optional.of(new Cursor(item(5_001).value())),
                counts,
                new Pace(NOW, new Tally(2_000, 8_000_000_000L)),
                3,
                Optional.of(NOW),
                Optional.empty(),
                12,
                Optional.empty());
        return fresh(user).with(progress).with(new RoomCheck.Settled());
    }

    /** A retry of what failed, with items that can never be tried again. */
    public static Transfer retrying(UserId user) {
        Transfer halfWay = halfWay(user);
        Counts counts = halfWay.counts();
        Progress finished = new Progress(
                1,
                101,
                Optional.of(new Cursor(item(5_001).value())),
                new Counts(
                        counts.total(),
                        counts.done(),
                        counts.duplicate(),
                        counts.failed(),
                        new Tally(20, 80_000_000L),
                        counts.skipped(),
                        Tally.NONE),
                halfWay.progress().pace(),
                0,
                Optional.of(NOW),
                Optional.empty(),
                12,
                Optional.of(new Progress.AlbumSum(41, 1)));
        return halfWay.with(finished.retryingAt(NOW.plusSeconds(60)));
    }

    /** A batch of 50 items, each with a token of this length, in base64 as Google's are. */
    public static Batch uploaded(int tokenLength) {
        Random random = new Random(tokenLength);
        return new Batch(
                Optional.of(new Cursor(item(5_001).value())),
                Optional.of(new Cursor(item(5_051).value())),
                Optional.of("Summer"),
                IntStream.range(0, Batch.ITEMS_MAX)
                        .mapToObj(index -> Batch.Entry.toUpload(item(index), 4_000_000 + index)
                                .withStep(new Batch.Uploaded(
                                        new UploadToken(base64(random, tokenLength), NOW), MediaType.JPEG)))
                        .toList());
    }

    /** A batch of items that the library has taken, one that it had before, and one that it refused. */
    public static Batch taken() {
        List<Batch.UploadState> steps = List.of(
                new Batch.Taken(Optional.of(new MediaItemId("m".repeat(100))), Optional.empty(), false),
                new Batch.Taken(Optional.of(new MediaItemId("m")), Optional.of("https://photos.example/m"), false),
                Batch.Taken.untold(true),
                new Batch.Refused(FailureReason.NOT_A_PHOTO_OR_VIDEO));
        return new Batch(
                Optional.empty(),
                Optional.of(new Cursor("50")),
                Optional.empty(),
                IntStream.range(0, steps.size())
                        .mapToObj(index ->
                                Batch.Entry.toUpload(item(index), index).withStep(steps.get(index)))
                        .toList());
    }

    private static String base64(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes).substring(0, length);
    }

    /** A batch of 50 items that the library has taken, with ids as long as Google's. */
    public static Batch settled() {
        Random random = new Random(1);
        Batch batch = uploaded(1);
        return new Batch(
                batch.after(),
                batch.end(),
                batch.album(),
                batch.entries().stream()
                        .map(entry -> entry.withStep(new Batch.Taken(
                                Optional.of(new MediaItemId("AJ8vYP" + base64(random, 96))), Optional.empty(), false)))
                        .toList());
    }

    /** A failed item. */
    public static FailedItem failed(int number) {
        return new FailedItem(item(number), "IMG_" + number + ".jpg", number, FailureReason.EMPTY, NOW);
    }

    private static TransferId id(UserId user) {
        return new TransferId(UUID.nameUUIDFromBytes(user.value().getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", ""));
    }

    /** An item id; the order of the numbers is that of the ids. */
    public static ItemId item(int number) {
        return new ItemId("4f1c2a9e-0000-4000-8000-%012d".formatted(number));
    }
}
