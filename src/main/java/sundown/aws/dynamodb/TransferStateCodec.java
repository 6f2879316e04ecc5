package sundown.aws.dynamodb;

import java.time.Instant;
import sundown.account.UserId;
import sundown.transfer.TransferState;
import sundown.transfer.WaitReason;

/**
 * The state of a transfer in its row. Only a state that waits for a time has {@code wakeShard} and {@code wakeAt}, so
 * that the index by them is sparse.
 */
final class TransferStateCodec {
    private TransferStateCodec() {}

    static void write(RowWriter row, UserId user, TransferState state) {
        switch (state) {
            case TransferState.Running running -> waking(row, "RUNNING", user, running.checkAt());
            case TransferState.Waiting waiting ->
                waking(row.text("waitReason", waiting.reason().name()), "WAITING", user, waiting.wakeAt());
            case TransferState.Stopped stopped -> ended(row, "STOPPED", stopped.at());
            case TransferState.Finished finished -> ended(row, "FINISHED", finished.at());
            case TransferState.Closed closed -> ended(row, "CLOSED", closed.at());
            case TransferState.GaveUp gaveUp -> ended(row, "GAVE_UP", gaveUp.at());
        }
    }

    static TransferState read(Row row) {
        return switch (row.text("state")) {
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
        row.text("state", name).text("wakeShard", WakeIndex.shard(user)).text("wakeAt", WakeIndex.time(wakeAt));
    }

    private static void ended(RowWriter row, String name, Instant at) {
        row.text("state", name).instant("endedAt", at);
    }

    private static Instant wakeAt(Row row) {
        return Instant.parse(row.text("wakeAt"));
    }
}
