package sundown.aws.dynamodb;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.Archive.PlanId;
import sundown.archive.Volume;
import sundown.archive.Volume.VolumeState;
import sundown.archive.plan.LeftOut;
import sundown.digest.Sha256;
import sundown.gallery.Item.ItemId;

/**
 * A volume of an archive as a row, {@code sort} {@code A#<archiveId>#V#<planId>#<number>}. The number has six digits,
 * so that keys sort by number.
 */
final class VolumeCodec {
    private VolumeCodec() {}

    /** The prefix of the sort keys of all volumes of a plan. */
    static String prefix(ArchiveId archive, PlanId plan) {
        return "A#" + archive + "#V#" + plan + "#";
    }

    static String sort(ArchiveId archive, PlanId plan, int number) {
        return prefix(archive, plan) + "%06d".formatted(number);
    }

    /** The row of a volume without its version. */
    static RowWriter write(Volume volume, Instant expiresAt) {
        RowWriter row = new RowWriter()
                .text("userId", volume.user().value())
                .text("sort", sort(volume.archive(), volume.plan(), volume.number()))
                .text("archiveId", volume.archive().value())
                .text("planId", volume.plan().value())
                .number("number", volume.number())
                .text("first", volume.first().value())
                .text("last", volume.last().value())
                .number("attempt", volume.attempt())
                .number("bytes", volume.bytes())
                .number("items", volume.items())
                .number("leftOut", volume.leftOut())
                .rows(
                        "examples",
                        volume.examples().stream().map(VolumeCodec::write).toList())
                .rows(
                        "hindrances",
                        volume.hindrances().stream().map(VolumeCodec::write).toList())
                .number("uploaded", volume.uploaded())
                .number("expiresAt", expiresAt.getEpochSecond());
        writeState(row, volume.state());
        return row;
    }

    static Volume read(Map<String, AttributeValue> attributes) {
        return Row.read("volume", attributes, VolumeCodec::volume);
    }

    private static Volume volume(Row row) {
        return new Volume(
                new UserId(row.text("userId")),
                new ArchiveId(row.text("archiveId")),
                new PlanId(row.text("planId")),
                row.smallNumber("number"),
                new ItemId(row.text("first")),
                new ItemId(row.text("last")),
                row.smallNumber("attempt"),
                row.number("bytes"),
                row.smallNumber("items"),
                row.smallNumber("leftOut"),
                row.rows("examples").stream().map(VolumeCodec::leftOut).toList(),
                row.rows("hindrances").stream().map(VolumeCodec::hindrance).toList(),
                row.number("uploaded"),
                state(row),
                row.number("version"));
    }

    private static RowWriter write(LeftOut leftOut) {
        return new RowWriter()
                .text("item", leftOut.item().value())
                .text("name", leftOut.name())
                .text("album", leftOut.album())
                .text("reason", leftOut.reason().name());
    }

    private static LeftOut leftOut(Row row) {
        return new LeftOut(
                new ItemId(row.text("item")),
                row.text("name"),
                row.optionalText("album"),
                LeftOut.Reason.valueOf(row.text("reason")));
    }

    private static RowWriter write(Volume.Hindrance hindrance) {
        return new RowWriter()
                .text("item", hindrance.item().value())
                .text("reason", hindrance.reason().name());
    }

    private static Volume.Hindrance hindrance(Row row) {
        return new Volume.Hindrance(new ItemId(row.text("item")), LeftOut.Reason.valueOf(row.text("reason")));
    }

    private static void writeState(RowWriter row, VolumeState state) {
        switch (state) {
            case VolumeState.Queued queued -> row.text("state", "QUEUED").instant("checkAt", queued.checkAt());
            case VolumeState.Building building -> row.text("state", "BUILDING").instant("checkAt", building.checkAt());
            case VolumeState.Done done ->
                row.text("state", "DONE").text("sha256", done.sha256().hex()).instant("endedAt", done.at());
            case VolumeState.GaveUp gaveUp -> row.text("state", "GAVE_UP").instant("endedAt", gaveUp.at());
        }
    }

    private static VolumeState state(Row row) {
        return switch (row.text("state")) {
            case "QUEUED" -> new VolumeState.Queued(row.instant("checkAt"));
            case "BUILDING" -> new VolumeState.Building(row.instant("checkAt"));
            case "DONE" -> new VolumeState.Done(new Sha256(row.text("sha256")), row.instant("endedAt"));
            case "GAVE_UP" -> new VolumeState.GaveUp(row.instant("endedAt"));
            default -> throw new IllegalArgumentException("state is unknown");
        };
    }
}
