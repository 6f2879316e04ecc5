package sundown.local.demo.app;

import java.util.ArrayList;
import java.util.List;
import sundown.local.command.Quantity;
import sundown.local.demo.app.TransferStatus.Counts;
import sundown.local.demo.app.TransferStatus.Tally;
import sundown.local.demo.transfer.Figures;

/** Writes figures as a table for people. */
public final class FiguresTable {
    private final List<String> rows = new ArrayList<>();

    private FiguresTable() {}

    /** The table, one line a figure. */
    public static String of(Figures figures) {
        FiguresTable table = new FiguresTable();
        table.addItems(figures);
        table.addEffort(figures);
        return String.join("\n", table.rows);
    }

    private void addItems(Figures figures) {
        Counts counts = figures.counts();
        row("items", shown(counts.total()));
        row("  done", shown(counts.done()));
        row("  duplicate", shown(counts.duplicate()));
        row("  failed", shown(counts.failed()));
        figures.failures().forEach((reason, count) -> row("", count + " x " + reason));
    }

    private void addEffort(Figures figures) {
        row(
                "requests to Google",
                figures.googleRequests() + ", " + Quantity.decimal(figures.requestsPerItem(), 3) + " an item");
        row("batch fill", Quantity.decimal(figures.batchFill(), 1) + " of 50");
        row("for 1,000 items", Quantity.decimal(figures.writeUnitsPer1000(), 1) + " DynamoDB write units");
        row("", Quantity.decimal(figures.readUnitsPer1000(), 1) + " DynamoDB read units");
        row("", Quantity.decimal(figures.s3RequestsPer1000(), 1) + " S3 requests");
        row("", Quantity.decimal(figures.sqsRequestsPer1000(), 1) + " SQS requests");
        row("seconds", Quantity.decimal(figures.seconds(), 1));
    }

    private static String shown(Tally tally) {
        return tally.items() + " (" + Quantity.bytes(tally.bytes()) + ")";
    }

    private void row(String name, String value) {
        rows.add(line(name, value));
    }

    /** One line of such a table. */
    public static String line(String name, String value) {
        return "  %-20s %s".formatted(name, value);
    }
}
