package sundown.bench.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import sundown.bench.BenchLimit;
import sundown.local.command.Quantity;

/** The figures as a table for people, the limits below it. */
final class ScaleTable {
    private static final String FOOT = """
            Real functions over ports in memory; time is virtual. Each call of a port takes what bench/prices.json says. Each
            queue has 1,000 workers, and an invocation is of one message. Users have two photos at most, and one in 10,000 has
            1,000 (bench/workload.json): a user with 3,000 photos takes 6 more listings, 3 more calls of DeleteObjects, and
            120 more batches of rows. The transfers of a few wait at the close, so its path is the look at these, and the 20
            minutes that a group must be quiet. Memory is not measured. Dollars are list prices for a million users: Lambda,
            DynamoDB, S3 and SQS, nothing for storage, logs, or the payment service.
            """;

    private ScaleTable() {}

    static String of(ScaleFigures figures) {
        List<String> lines = new ArrayList<>();
        lines.add(row("", "users", "invocations", "requests", "of one", "longest", "hops", "elapsed", "dollars"));
        ScaleFigures.Group first = figures.groups().getFirst();
        for (PathFigures path : first.paths()) {
            figures.groups().forEach(group -> lines.add(row(figures, group, group.of(path.name()))));
        }
        lines.add("");
        lines.add(FOOT);
        figures.limits().stream().map(BenchLimit::line).forEach(lines::add);
        return String.join("\n", lines);
    }

    private static String row(ScaleFigures figures, ScaleFigures.Group group, PathFigures path) {
        return row(
                path.name(),
                grouped(group.users()),
                grouped(path.invocations()),
                grouped(path.requests()),
                grouped(path.mostRequests()),
                Quantity.duration(path.longest()),
                grouped(path.hops()),
                Quantity.duration(path.elapsed()),
                Quantity.decimal(figures.dollars(path, group.users()), 2));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String row(String path, Object... columns) {
        StringBuilder line = new StringBuilder("%-12s".formatted(path));
        Stream.of(columns).forEach(column -> line.append("%12s".formatted(column)));
        return line.toString();
    }
}
