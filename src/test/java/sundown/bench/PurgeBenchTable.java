package sundown.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The figures as a table for people, the limits below it. */
final class PurgeBenchTable {
    private static final String FOOT = """
            One worker at a time, on emulators that share this machine with it: quote the growth, not the speed. S3Proxy reads
            a gallery's whole folder for each page of a listing, and all that is not current in a bucket for each version
            that it deletes; so both groups have galleries of 5,000 photos on average (1,000 to 9,000) and the same 200 older
            versions and markers, and this hits both alike. An account costs one call of DeleteObjects at least, and another
            one if it has archives: with smaller galleries there are more calls per 1,000 versions. What a purge asks and
            writes whatever its size weighs less the larger it is, so growth may stay below that of the objects. The limits of
            calls and writes are for the larger group.
            """;

    private PurgeBenchTable() {}

    static String of(PurgeBenchFigures figures) {
        List<String> lines = new ArrayList<>();
        lines.add(row(
                "", grouped(figures.small().objects()), grouped(figures.large().objects()), "growth"));
        lines.add(counts(figures, "accounts", GroupFigures::accounts));
        lines.add(counts(figures, "versions and delete markers", GroupFigures::versions));
        for (Stage stage : Stage.values()) {
            lines.add("");
            lines.addAll(stage(figures, stage));
        }
        lines.add("");
        lines.add(FOOT);
        figures.limits().forEach(limit -> lines.add(limit.line()));
        return String.join("\n", lines);
    }

    private static List<String> stage(PurgeBenchFigures figures, Stage stage) {
        List<String> lines = new ArrayList<>();
        lines.add(measured(figures, stage, "seconds", StageFigures::seconds, "%.1f"));
        lines.add(row(
                stage.label() + ", objects a second",
                decimal("%.0f", figures.small().objectsPerSecond(stage)),
                decimal("%.0f", figures.large().objectsPerSecond(stage)),
                ""));
        lines.add(measured(figures, stage, "requests to S3", StageFigures::s3Requests, "%,.0f"));
        operations(figures, stage)
                .forEach(operation -> lines.add(
                        measured(figures, stage, operation, stages -> stages.s3Requests(operation), "%,.0f")));
        lines.add(measured(figures, stage, "requests to DynamoDB", StageFigures::dynamoDbRequests, "%,.0f"));
        return lines;
    }

    private static Stream<String> operations(PurgeBenchFigures figures, Stage stage) {
        return new TreeSet<>(figures.large().of(stage).usage().s3Requests().keySet()).stream();
    }

    private static String measured(
            PurgeBenchFigures figures, Stage stage, String what, ToDoubleFunction<StageFigures> figure, String form) {
        double small = figure.applyAsDouble(figures.small().of(stage));
        double large = figure.applyAsDouble(figures.large().of(stage));
        return row(stage.label() + ", " + what, decimal(form, small), decimal(form, large), growth(large / small));
    }

    private static String counts(PurgeBenchFigures figures, String what, Function<GroupFigures, Long> count) {
        long small = count.apply(figures.small());
        long large = count.apply(figures.large());
        return row(what, grouped(small), grouped(large), growth(large / (double) small));
    }

    private static String growth(double times) {
        return Double.isFinite(times) ? decimal("%.1fx", times) : "";
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String decimal(String form, double number) {
        return String.format(Locale.ROOT, form, number);
    }

    private static String row(String what, String small, String large, String growth) {
        return "%-40s %12s %12s %9s".formatted(what, small, large, growth).stripTrailing();
    }
}
