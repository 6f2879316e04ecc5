package sundown.aws.dynamodb;

import sundown.gallery.ItemId;
import sundown.gallery.Tally;
import sundown.transfer.Counts;
import sundown.transfer.Pace;
import sundown.transfer.Progress;

/** The progress of a transfer in its row; a tally is a pair of items and bytes. */
final class ProgressCodec {
    private ProgressCodec() {}

    static void write(RowWriter row, Progress progress) {
        row.number("pass", progress.pass())
                .number("batch", progress.batch())
                .text("cursor", progress.cursor().map(ItemId::value))
                .number("attempt", progress.attempt())
                .instant("lastFailure", progress.lastFailure());
        writeCounts(row, progress.counts());
        writeTally(
                row.instant("paceSince", progress.pace().since()),
                "paceMoved",
                progress.pace().moved());
    }

    static Progress read(Row row) {
        return new Progress(
                row.smallNumber("pass"),
                row.smallNumber("batch"),
                row.optionalText("cursor").map(ItemId::new),
                readCounts(row),
                new Pace(row.instant("paceSince"), readTally(row, "paceMoved")),
                row.smallNumber("attempt"),
                row.optionalInstant("lastFailure"));
    }

    private static void writeCounts(RowWriter row, Counts counts) {
        writeTally(row, "total", counts.total());
        writeTally(row, "done", counts.done());
        writeTally(row, "duplicate", counts.duplicate());
        writeTally(row, "failed", counts.failed());
        writeTally(row, "skipped", counts.skipped());
    }

    private static Counts readCounts(Row row) {
        return new Counts(
                readTally(row, "total"),
                readTally(row, "done"),
                readTally(row, "duplicate"),
                readTally(row, "failed"),
                readTally(row, "skipped"));
    }

    private static void writeTally(RowWriter row, String name, Tally tally) {
        row.pair(name, tally.items(), tally.bytes());
    }

    private static Tally readTally(Row row, String name) {
        return row.pair(name, Tally::new);
    }
}
