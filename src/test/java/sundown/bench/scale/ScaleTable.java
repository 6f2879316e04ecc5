package sundown.bench.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import sundown.bench.scale.ScaleFigures.BenchLimit;
import sundown.local.command.Quantity;

/** The figures as tables for people, the limits below them. */
final class ScaleTable {
    private static final String FOOT = """
            Real functions over ports in memory; time is virtual. Each call of a port takes what bench/prices.json says. Each
            queue begins with 5 workers and has 300 more each minute, up to 1,000; an invocation is of one message. "By default"
            is calculated: the work by the workers and the pace that the template has by default. Stored are two photos at most
            for each user, and 1,000 for one in 10,000 (bench/workload.json). A few users transfer or have an archive built, with
            3,000 items on average; elapsed is of these few, and all else is for as many as act in a group. The transfers of a
            few wait at the close, so its path is the look at these, and the 20 minutes that a group must be quiet. "Allocated"
            is no less than what an invocation had in memory. Dollars are list prices for a million users: Lambda, DynamoDB, S3,
            SQS, KMS and the API; the bill has the rest, but not the payment service.
            """;

    private ScaleTable() {}

    static String of(ScaleFigures figures) {
        List<String> lines = new ArrayList<>();
        lines.add(row(
                "",
                "users",
                "invocations",
                "requests",
                "of one",
                "longest",
                "allocated",
                "hops",
                "elapsed",
                "by default",
                "dollars",
                "  hottest key in a second"));
        for (PathFigures path : figures.largest().paths()) {
            figures.groups().forEach(group -> lines.add(row(figures, group, group.of(path.name()))));
        }
        lines.add("");
        lines.add(FOOT);
        lines.add(row("1,000 workers", "10 million", "100 million"));
        figures.largest().paths().stream().map(path -> later(figures, path)).forEach(lines::add);
        lines.add("");
        lines.add("Dollars of services for a million users with 3,000 items each");
        figures.costs().dollars().forEach((what, dollars) -> lines.add(row(what, Quantity.decimal(dollars, 2))));
        lines.add(row("all", Quantity.decimal(figures.costs().total(), 2)));
        lines.add("");
        lines.add("The bill: dollars for 1 and for 100 million users with 3,000 items each, as docs/sizing.md has it");
        lines.addAll(bill(figures.bill()));
        lines.add("");
        figures.limits().stream().map(BenchLimit::line).forEach(lines::add);
        return String.join("\n", lines);
    }

    private static List<String> bill(Bill bill) {
        List<String> lines = new ArrayList<>();
        for (Bill.Part part : Bill.Part.values()) {
            bill.of(part).map(Bill.Row::markdown).forEach(lines::add);
            lines.add(Bill.total(part, bill.dollars(part, 1), bill.dollars(part, 100)));
        }
        return lines;
    }

    private static String row(ScaleFigures figures, ScaleFigures.Group group, PathFigures path) {
        return row(
                path.name(),
                grouped(group.users()),
                grouped(path.invocations()),
                grouped(path.requests()),
                grouped(path.mostRequests()),
                Quantity.duration(path.longest()),
                grouped(path.mostBytes() >> 20) + " MiB",
                grouped(path.hops()),
                Quantity.duration(path.elapsed()),
                Quantity.duration(figures.byDefault(path, group.users())),
                Quantity.decimal(path.dollars(), 2),
                path.hottestKey().map(ScaleTable::key).orElse(""));
    }

    private static String key(Map.Entry<String, Long> key) {
        return "  " + grouped(key.getValue()) + " " + key.getKey();
    }

    private static String later(ScaleFigures figures, PathFigures path) {
        return row(
                path.name(),
                Quantity.duration(figures.elapsed(path, 10_000_000)),
                Quantity.duration(figures.elapsed(path, 100_000_000)));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String row(String path, Object... columns) {
        StringBuilder line = new StringBuilder("%-13s".formatted(path));
        Stream.of(columns).forEach(column -> line.append("%13s".formatted(column)));
        return line.toString();
    }
}
