package sundown.aws.dynamodb;

import sundown.transfer.Room;
import sundown.transfer.RoomCheck;

/** The question of room in a transfer's row; {@code roomSeen} is the pair of limit and bytes used. */
final class RoomCodec {
    private RoomCodec() {}

    static void write(RowWriter row, RoomCheck check) {
        switch (check) {
            case RoomCheck.Open ignored -> row.text("room", "OPEN");
            case RoomCheck.Settled ignored -> row.text("room", "SETTLED");
            case RoomCheck.Missing missing ->
                row.text("room", "MISSING")
                        .pair("roomSeen", missing.room().limit(), missing.room().used());
        }
    }

    static RoomCheck read(Row row) {
        return switch (row.text("room")) {
            case "OPEN" -> new RoomCheck.Open();
            case "SETTLED" -> new RoomCheck.Settled();
            case "MISSING" -> new RoomCheck.Missing(row.pair("roomSeen", Room.Limited::new));
            default -> throw new IllegalArgumentException("room is unknown");
        };
    }
}
