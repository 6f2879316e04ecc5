package sundown.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import sundown.bench.GroupFigures.Stage;
import sundown.bench.GroupFigures.StageFigures;

/** Two groups beside each other, and the figures that must stay below a limit. */
record PurgeBenchFigures(GroupFigures small, GroupFigures large) {
    private static final double MOST_CALLS = 1.2;
    /** Its record, its receipt, and a part of the checkpoints of its chunk. */
    private static final double MOST_WRITES = 3;

    /** What does not depend on the machine may grow by a tenth more than the objects. */
    private static final double REQUESTS_TOLERANCE = 1.1;

    /** What depends on what else the machine does, by three tenths more. */
    private static final double TIME_TOLERANCE = 1.3;

    /** How many times as many objects the larger one has: what is linear grows by as much, or less. */
    double ratio() {
        return large.objects() / (double) small.objects();
    }

    double growth(Stage stage, ToDoubleFunction<StageFigures> figure) {
        return figure.applyAsDouble(large.of(stage)) / figure.applyAsDouble(small.of(stage));
    }

    private double growth(ToDoubleFunction<StageFigures> figure) {
        return large.sum(figure) / small.sum(figure);
    }

    /** What each further account adds: the rows of jobs and chunks are as many in a small group. */
    double writesAnAccount() {
        return (large.singleWrites() - small.singleWrites())
                / (double) Math.max(1, large.accounts() - small.accounts());
    }

    List<BenchLimit> limits() {
        double requests = ratio() * REQUESTS_TOLERANCE;
        double time = ratio() * TIME_TOLERANCE;
        return List.of(
                new BenchLimit(
                        "DeleteObjects calls per 1,000 versions", MOST_CALLS, large.deleteCallsPerThousandVersions()),
                new BenchLimit("writes an account beyond row deletions", MOST_WRITES, writesAnAccount()),
                new BenchLimit("growth of requests to S3", requests, growth(StageFigures::s3Requests)),
                new BenchLimit("growth of requests to DynamoDB", requests, growth(StageFigures::dynamoDbRequests)),
                new BenchLimit("growth of the plan's time", time, growth(Stage.PLAN, StageFigures::seconds)),
                new BenchLimit("growth of the purge's time", time, growth(Stage.PURGE, StageFigures::seconds)),
                new BenchLimit(
                        "growth of the certificate's time", time, growth(Stage.CERTIFICATE, StageFigures::seconds)));
    }

    boolean met() {
        return limits().stream().allMatch(BenchLimit::met);
    }

    /** As one JSON object. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("small", small.json());
        json.put("large", large.json());
        json.put("writesAnAccount", writesAnAccount());
        json.put("limits", limits().stream().map(BenchLimit::json).toList());
        json.put("met", met());
        return json;
    }

    /** The figures as a table for people, the limits below it. */
    static final class PurgeBenchTable {
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
                    "",
                    grouped(figures.small().objects()),
                    grouped(figures.large().objects()),
                    "growth"));
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
                PurgeBenchFigures figures,
                Stage stage,
                String what,
                ToDoubleFunction<StageFigures> figure,
                String form) {
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
}
