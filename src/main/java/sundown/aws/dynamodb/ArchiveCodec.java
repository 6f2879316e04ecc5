package sundown.aws.dynamodb;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.Archive.Contents;
import sundown.archive.Archive.Downloads;
import sundown.archive.ArchiveState;
import sundown.archive.ArchiveState.Ending;
import sundown.gallery.Tally;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.sweep.Wake;
import sundown.timeline.GroupId;

/**
 * A user's archive as a row, {@code sort} {@code A}. Only an archive that waits for a time has {@code wakeShard} and
 * {@code wakeAt}, so that the index by them is sparse: the time of its state, or the time to clean if that is earlier.
 */
public final class ArchiveCodec {
    public static final String SORT = "A";

    private ArchiveCodec() {}

    /** The row of an archive without its version. */
    public static RowWriter write(Archive archive) {
        RowWriter row = new RowWriter()
                .text("userId", archive.user().value())
                .text("sort", SORT)
                .text("archiveId", archive.id().value())
                .text("group", archive.group().value())
                .text("password", archive.password().map(SealedSecret::text))
                .number("volumeBytes", archive.volumeBytes())
                .instant("createdAt", archive.createdAt())
                .instant("cleanAt", archive.cleanAt());
        archive.gallery().ifPresent(gallery -> row.tally("gallery", gallery));
        writeState(row, archive.state());
        archive.contents().ifPresent(contents -> write(row, contents));
        write(row, archive.downloads());
        if (!archive.earlier().isEmpty()) {
            row.rows(
                    "earlier",
                    archive.earlier().stream().map(ArchiveCodec::write).toList());
        }
        wakeAt(archive)
                .ifPresent(at ->
                        row.text("wakeShard", Integer.toString(archive.shard())).text("wakeAt", Wake.time(at)));
        return row;
    }

    public static Archive read(Map<String, AttributeValue> attributes) {
        return Row.read("archive", attributes, ArchiveCodec::archive);
    }

    private static Archive archive(Row row) {
        return new Archive(
                new UserId(row.text("userId")),
                new ArchiveId(row.text("archiveId")),
                new GroupId(row.text("group")),
                row.optionalText("password").map(SealedSecret::new),
                row.number("volumeBytes"),
                row.optionalPair("gallery", Tally::new),
                state(row),
                contents(row),
                downloads(row),
                row.instant("createdAt"),
                row.optionalInstant("cleanAt"),
                row.optionalRows("earlier").stream().map(ArchiveCodec::earlier).toList(),
                row.number("version"));
    }

    private static RowWriter write(Archive.Earlier earlier) {
        return new RowWriter()
                .text("archiveId", earlier.id().value())
                .text("group", earlier.group().value())
                .instant("createdAt", earlier.createdAt())
                .instant("cleanAt", earlier.cleanAt());
    }

    private static Archive.Earlier earlier(Row row) {
        return new Archive.Earlier(
                new ArchiveId(row.text("archiveId")),
                new GroupId(row.text("group")),
                row.instant("createdAt"),
                row.optionalInstant("cleanAt"));
    }

    private static void write(RowWriter row, Contents contents) {
        row.text("planId", contents.plan().value())
                .number("volumes", contents.volumes())
                .number("bytes", contents.bytes());
    }

    private static Optional<Contents> contents(Row row) {
        return row.optionalText("planId")
                .map(plan -> new Contents(new Archive.PlanId(plan), row.smallNumber("volumes"), row.number("bytes")));
    }

    private static void write(RowWriter row, Downloads downloads) {
        row.numbers("downloaded", downloads.volumes().stream().sorted().toList())
                .instant("finishedAt", downloads.finishedAt())
                .instant("keptUntil", downloads.keptUntil());
    }

    private static Downloads downloads(Row row) {
        return new Downloads(
                Set.copyOf(row.smallNumbers("downloaded")),
                row.optionalInstant("finishedAt"),
                row.optionalInstant("keptUntil"));
    }

    private static Optional<Instant> wakeAt(Archive archive) {
        return Stream.concat(checkAt(archive.state()).stream(), archive.nextCleaning().stream())
                .min(Instant::compareTo);
    }

    private static void writeState(RowWriter row, ArchiveState state) {
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

    private static ArchiveState state(Row row) {
        return switch (row.text("state")) {
            case "PLANNING" -> new ArchiveState.Planning(row.smallNumber("attempt"), row.instant("checkAt"));
            case "BUILDING" -> new ArchiveState.Building(row.instant("since"), row.instant("checkAt"));
            case "READY" -> new ArchiveState.Ready(row.instant("readyAt"), row.instant("endsAt"));
            case "ENDED" -> new ArchiveState.Ended(Ending.valueOf(row.text("ending")), row.instant("endedAt"));
            default -> throw new IllegalArgumentException("state is unknown");
        };
    }

    /** When the sweep must check an archive in this state. */
    private static Optional<Instant> checkAt(ArchiveState state) {
        return switch (state) {
            case ArchiveState.Planning planning -> Optional.of(planning.checkAt());
            case ArchiveState.Building building -> Optional.of(building.checkAt());
            case ArchiveState.Ready ready -> Optional.of(ready.endsAt());
            case ArchiveState.Ended _ -> Optional.empty();
        };
    }
}
