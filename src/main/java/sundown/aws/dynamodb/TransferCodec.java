package sundown.aws.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.gallery.ItemId;
import sundown.gallery.Tally;
import sundown.secret.SealedSecret;
import sundown.sweep.Wake;
import sundown.transfer.Counts;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.Progress;
import sundown.transfer.Progress.Pace;
import sundown.transfer.Room;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.TransferRules;
import sundown.transfer.TransferState;
import sundown.transfer.TransferState.WaitReason;

/**
 * A user's transfer as a row, {@code sort} {@code T}. Only a state that waits for a time has {@code wakeShard} and
 * {@code wakeAt}, so that the index by them is sparse. A tally is a pair of items and bytes; {@code roomSeen} is a pair
 * of the limit and the bytes used. The row is compact, because it is written with each batch: up to 1 KB costs one
 * write unit.
 */
public final class TransferCodec {
    public static final String SORT = "T";

    private TransferCodec() {}

    /** The row of a transfer without its version. */
    public static RowWriter write(Transfer transfer) {
        RowWriter row = new RowWriter()
                .text("userId", transfer.user().value())
                .text("sort", SORT)
                .text("transferId", transfer.id().value())
                .text("accountId", transfer.account().id())
                .text("email", transfer.account().email())
                .text("grant", transfer.grant().map(SealedSecret::text))
                .number("switches", transfer.switches())
                .instant("startedAt", transfer.startedAt());
        if (!transfer.lease().equals(TransferRules.LEASE)) {
            row.number("leaseMinutes", transfer.lease().toMinutes());
        }
        writeState(row, transfer.user(), transfer.state());
        writeRoom(row, transfer.room());
        writeProgress(row, transfer.progress());
        return row;
    }

    public static Transfer read(Map<String, AttributeValue> attributes) {
        return Row.read("transfer", attributes, TransferCodec::transfer);
    }

    private static Transfer transfer(Row row) {
        return new Transfer(
                new UserId(row.text("userId")),
                new TransferId(row.text("transferId")),
                new LibraryAccount(row.text("accountId"), row.text("email")),
                row.optionalText("grant").map(SealedSecret::new),
                state(row),
                room(row),
                progress(row),
                row.smallNumber("switches"),
                row.instant("startedAt"),
                row.optionalNumber("leaseMinutes").map(Duration::ofMinutes).orElse(TransferRules.LEASE),
                row.number("version"));
    }

    private static void writeState(RowWriter row, UserId user, TransferState state) {
        switch (state) {
            case TransferState.Counting counting -> waking(row, "COUNTING", user, counting.checkAt());
            case TransferState.Running running -> waking(row, "RUNNING", user, running.checkAt());
            case TransferState.Waiting waiting ->
                waking(row.text("waitReason", waiting.reason().name()), "WAITING", user, waiting.wakeAt());
            case TransferState.Stopped stopped -> ended(row, "STOPPED", stopped.at());
            case TransferState.Finished finished -> ended(row, "FINISHED", finished.at());
            case TransferState.Closed closed -> ended(row, "CLOSED", closed.at());
            case TransferState.GaveUp gaveUp -> ended(row, "GAVE_UP", gaveUp.at());
        }
    }

    private static TransferState state(Row row) {
        return switch (row.text("state")) {
            case "COUNTING" -> new TransferState.Counting(wakeAt(row));
            case "RUNNING" -> new TransferState.Running(wakeAt(row));
            case "WAITING" -> new TransferState.Waiting(WaitReason.valueOf(row.text("waitReason")), wakeAt(row));
            case "STOPPED" -> new TransferState.Stopped(row.instant("endedAt"));
            case "FINISHED" -> new TransferState.Finished(row.instant("endedAt"));
            case "CLOSED" -> new TransferState.Closed(row.instant("endedAt"));
            case "GAVE_UP" -> new TransferState.GaveUp(row.instant("endedAt"));
            default -> throw new IllegalArgumentException("state is unknown");
        };
    }

    private static void waking(RowWriter row, String name, UserId user, Instant wakeAt) {
        row.text("state", name).text("wakeShard", WakeIndex.shard(user.value())).text("wakeAt", Wake.time(wakeAt));
    }

    private static void ended(RowWriter row, String name, Instant at) {
        row.text("state", name).instant("endedAt", at);
    }

    private static Instant wakeAt(Row row) {
        return Instant.parse(row.text("wakeAt"));
    }

    private static void writeRoom(RowWriter row, RoomCheck check) {
        switch (check) {
            case RoomCheck.Open _ -> row.text("room", "OPEN");
            case RoomCheck.Settled _ -> row.text("room", "SETTLED");
            case RoomCheck.Missing missing ->
                row.text("room", "MISSING")
                        .pair("roomSeen", missing.room().limit(), missing.room().used());
        }
    }

    private static RoomCheck room(Row row) {
        return switch (row.text("room")) {
            case "OPEN" -> new RoomCheck.Open();
            case "SETTLED" -> new RoomCheck.Settled();
            case "MISSING" -> new RoomCheck.Missing(row.pair("roomSeen", Room.Limited::new));
            default -> throw new IllegalArgumentException("room is unknown");
        };
    }

    private static void writeProgress(RowWriter row, Progress progress) {
        row.number("pass", progress.pass())
                .number("batch", progress.batch())
                .text("cursor", progress.cursor().map(ItemId::value))
                .number("attempt", progress.attempt())
                .instant("lastFailure", progress.lastFailure())
                .instant("lastRetry", progress.lastRetry());
        writeCounts(row, progress.counts());
        row.instant("paceSince", progress.pace().since())
                .tally("paceMoved", progress.pace().moved());
    }

    private static Progress progress(Row row) {
        return new Progress(
                row.smallNumber("pass"),
                row.smallNumber("batch"),
                row.optionalText("cursor").map(ItemId::new),
                counts(row),
                new Pace(row.instant("paceSince"), row.tally("paceMoved")),
                row.smallNumber("attempt"),
                row.optionalInstant("lastFailure"),
                row.optionalInstant("lastRetry"));
    }

    /** Adds counts to a row, a pair each. */
    static void writeCounts(RowWriter row, Counts counts) {
        row.tally("total", counts.total())
                .tally("done", counts.done())
                .tally("duplicate", counts.duplicate())
                .tally("failed", counts.failed())
                .tally("skipped", counts.skipped());
        if (!counts.permanent().equals(Tally.NONE)) {
            row.tally("permanent", counts.permanent());
        }
    }

    /** Reads what {@link #writeCounts} wrote. */
    static Counts counts(Row row) {
        return new Counts(
                row.tally("total"),
                row.tally("done"),
                row.tally("duplicate"),
                row.tally("failed"),
                row.optionalPair("permanent", Tally::new).orElse(Tally.NONE),
                row.tally("skipped"));
    }
}
