package sundown.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

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
}
