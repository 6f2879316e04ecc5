package sundown.local.demo;

import java.util.ArrayList;
import java.util.List;

/** Writes figures as a table for people. */
final class FiguresTable {
    private final List<String> rows = new ArrayList<>();

    private FiguresTable() {}

    /** The table, one line a figure. */
    static String of(Figures figures) {
        FiguresTable table = new FiguresTable();
        table.addItems(figures);
        table.addCost(figures);
        return String.join("\n", table.rows);
    }

    private void addItems(Figures figures) {
        row("items", figures.items() + " (" + Quantity.bytes(figures.bytes()) + ")");
        row("  done", Long.toString(figures.done()));
        row("  duplicate", Long.toString(figures.duplicate()));
        row("  failed", Long.toString(figures.failed()));
        figures.failures().forEach((reason, count) -> row("", count + " x " + reason));
    }

    private void addCost(Figures figures) {
        row(
                "requests to Google",
                figures.googleRequests() + ", " + Quantity.decimal(figures.requestsPerItem(), 3) + " an item");
        row("batch fill", Quantity.decimal(figures.batchFill(), 1) + " of 50");
        Figures.Cost cost = figures.cost();
        row("for 1,000 items", Quantity.decimal(figures.per1000(cost.writeUnits()), 1) + " DynamoDB write units");
        row("", Quantity.decimal(figures.per1000(cost.readUnits()), 1) + " DynamoDB read units");
        row("", Quantity.decimal(figures.per1000(cost.s3Requests()), 1) + " S3 requests");
        row("", Quantity.decimal(figures.per1000(cost.sqsRequests()), 1) + " SQS requests");
        row("seconds", Quantity.decimal(figures.elapsed().toMillis() / 1000.0, 1));
    }

    private void row(String name, String value) {
        rows.add("  %-20s %s".formatted(name, value));
    }
}
