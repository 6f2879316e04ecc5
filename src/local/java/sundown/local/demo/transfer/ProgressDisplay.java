package sundown.local.demo.transfer;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import sundown.local.command.Quantity;
import sundown.local.demo.app.ProgressLine;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.app.TransferStatus.Tally;

/** Shows a transfer's progress. */
public final class ProgressDisplay {
    private final ProgressLine line;
    private final Clock clock;

    public ProgressDisplay(PrintStream out, boolean terminal, Clock clock) {
        this.line = new ProgressLine(out, terminal, clock);
        this.clock = clock;
    }

    /** Shows where the transfer stands now. */
    public void show(TransferStatus status) {
        line.show(line(status, clock.instant()), !status.atWork());
    }

    /** Leaves the last state standing; what is printed next begins on a new line. */
    public void end() {
        line.end();
    }

    private static String line(TransferStatus status, Instant now) {
        Tally total = status.counts().total();
        Tally settled = status.counts().settled();
        long failed = status.counts().failed().items();
        long percent = total.items() == 0 ? 100 : settled.items() * 100 / total.items();
        StringJoiner line = new StringJoiner(", ");
        line.add("%s  %d of %d items".formatted(ProgressLine.bar(percent), settled.items(), total.items()));
        line.add(Quantity.bytes(settled.bytes()) + " of " + Quantity.bytes(total.bytes()));
        if (failed > 0) {
            line.add(failed + " failed");
        }
        status.bytesPerSecond().ifPresent(rate -> line.add(Quantity.bytes(rate) + "/s"));
        status.estimatedEnd()
                .filter(now::isBefore)
                .ifPresent(end -> line.add(Quantity.duration(Duration.between(now, end)) + " left"));
        if (status.waits()) {
            line.add("waits: " + status.message());
        }
        return line.toString();
    }
}
