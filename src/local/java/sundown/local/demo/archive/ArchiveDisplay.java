package sundown.local.demo.archive;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import sundown.local.command.Quantity;
import sundown.local.demo.app.ArchiveStatus;
import sundown.local.demo.app.ProgressLine;

/** Shows an archive's progress. */
final class ArchiveDisplay {
    private final ProgressLine line;
    private final Clock clock;

    ArchiveDisplay(PrintStream out, boolean terminal, Clock clock) {
        this.line = new ProgressLine(out, terminal, clock);
        this.clock = clock;
    }

    /** Shows where the archive stands now. */
    void show(ArchiveStatus status) {
        line.show(line(status, clock.instant()), !status.atWork());
    }

    /** Leaves the last state standing. */
    void end() {
        line.end();
    }

    private static String line(ArchiveStatus status, Instant now) {
        if (status.bytes().isEmpty()) {
            return status.message();
        }
        long all = status.bytes().get();
        StringJoiner line = new StringJoiner(", ");
        line.add(ProgressLine.bar(status.bytesDone() * 100 / all) + "  " + status.volumesDone() + " of "
                + status.volumes().orElse(0) + " volumes");
        line.add(Quantity.bytes(status.bytesDone()) + " of " + Quantity.bytes(all));
        status.estimatedEnd()
                .filter(now::isBefore)
                .ifPresent(end -> line.add(Quantity.duration(Duration.between(now, end)) + " left"));
        return line.toString();
    }
}
