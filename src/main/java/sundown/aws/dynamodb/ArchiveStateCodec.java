package sundown.aws.dynamodb;

import java.time.Instant;
import java.util.Optional;
import sundown.archive.ArchiveState;
import sundown.archive.Ending;

/** The state of an archive in its row; each state has its own times. */
final class ArchiveStateCodec {
    private ArchiveStateCodec() {}

    static void write(RowWriter row, ArchiveState state) {
        switch (state) {
            case ArchiveState.Planning planning ->
                row.text("state", "PLANNING")
                        .number("attempt", planning.attempt())
                        .instant("checkAt", planning.checkAt());
            case ArchiveState.Building building ->
                row.text("state", "BUILDING").instant("since", building.since()).instant("checkAt", building.checkAt());
            case ArchiveState.Ready ready ->
                row.text("state", "READY").instant("readyAt", ready.at()).instant("endsAt", ready.endsAt());
            case ArchiveState.Ended ended ->
                row.text("state", "ENDED").text("ending", ended.why().name()).instant("endedAt", ended.at());
        }
    }

    static ArchiveState read(Row row) {
        return switch (row.text("state")) {
            case "PLANNING" -> new ArchiveState.Planning(row.smallNumber("attempt"), row.instant("checkAt"));
            case "BUILDING" -> new ArchiveState.Building(row.instant("since"), row.instant("checkAt"));
            case "READY" -> new ArchiveState.Ready(row.instant("readyAt"), row.instant("endsAt"));
            case "ENDED" -> new ArchiveState.Ended(Ending.valueOf(row.text("ending")), row.instant("endedAt"));
            default -> throw new IllegalArgumentException("state is unknown");
        };
    }

    /** When an archive in this state is to be looked after. */
    static Optional<Instant> checkAt(ArchiveState state) {
        return switch (state) {
            case ArchiveState.Planning planning -> Optional.of(planning.checkAt());
            case ArchiveState.Building building -> Optional.of(building.checkAt());
            case ArchiveState.Ready ready -> Optional.of(ready.endsAt());
            case ArchiveState.Ended ignored -> Optional.empty();
        };
    }
}
