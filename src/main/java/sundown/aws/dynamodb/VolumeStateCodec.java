package sundown.aws.dynamodb;

import sundown.archive.VolumeState;
import sundown.digest.Sha256;

/** The state of a volume in its row. */
final class VolumeStateCodec {
    private VolumeStateCodec() {}

    static void write(RowWriter row, VolumeState state) {
        switch (state) {
            case VolumeState.Queued queued ->
                row.text("state", "QUEUED").number("attempt", queued.attempt()).instant("checkAt", queued.checkAt());
            case VolumeState.Building building ->
                row.text("state", "BUILDING")
                        .number("attempt", building.attempt())
                        .instant("checkAt", building.checkAt());
            case VolumeState.Done done ->
                row.text("state", "DONE").text("sha256", done.sha256().hex()).instant("endedAt", done.at());
            case VolumeState.GaveUp gaveUp -> row.text("state", "GAVE_UP").instant("endedAt", gaveUp.at());
        }
    }

    static VolumeState read(Row row) {
        return switch (row.text("state")) {
            case "QUEUED" -> new VolumeState.Queued(row.smallNumber("attempt"), row.instant("checkAt"));
            case "BUILDING" -> new VolumeState.Building(row.smallNumber("attempt"), row.instant("checkAt"));
            case "DONE" -> new VolumeState.Done(new Sha256(row.text("sha256")), row.instant("endedAt"));
            case "GAVE_UP" -> new VolumeState.GaveUp(row.instant("endedAt"));
            default -> throw new IllegalArgumentException("state is unknown");
        };
    }
}
