package sundown.local.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import sundown.local.command.Quantity;
import sundown.local.demo.app.Figures;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.app.TransferStatus.Counts;
import sundown.local.demo.app.TransferStatus.ListedFailure;
import sundown.local.demo.app.TransferStatus.Tally;
import sundown.local.emulators.Usage;
import sundown.local.google.Meter.Metrics;

/**
 * The results of a transfer, and what it used.
 *
 * @param failures how many items failed for each reason, in words
 * @param albums what Google has of the albums
 * @param google what the stand-in counted
 * @param usage what it used of AWS, the requests of the app and of sweeps included
 * @param elapsed from the app's first request to the end
 */
record TransferFigures(
        Counts counts,
        Map<String, Long> failures,
        AlbumFigures albums,
        Metrics google,
        Usage usage,
        Duration elapsed,
        boolean trouble) {

    private static final double MOST_REQUESTS_AN_ITEM = 1.05;

    /** Its creation, a batch that it does not fill, and an addition. */
    private static final int MOST_REQUESTS_AN_ALBUM = 3;

    private static final double LEAST_BATCH_FILL = 45;

    static TransferFigures of(
            TransferStatus end,
            List<ListedFailure> failures,
            AlbumFigures albums,
            Metrics google,
            Usage usage,
            Duration elapsed,
            boolean trouble) {
        Map<String, Long> byReason = failures.stream()
                .map(ListedFailure::message)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return new TransferFigures(end.counts(), byReason, albums, google, usage, elapsed, trouble);
    }

    private long items() {
        return counts.total().items();
    }

    /** Requests to the Library API for each item, uploads included. */
    double requestsPerItem() {
        return items() == 0 ? 0 : (double) google.libraryRequests() / items();
    }

    Figures figures() {
        Figures figures = new Figures();
        addItems(figures);
        albums.addTo(figures);
        figures.put("googleRequests", google.libraryRequests())
                .put("requestsPerItem", requestsPerItem(), 1000)
                .put("batchFill", google.meanBatchSize(), 100)
                .line(
                        "requests to Google",
                        google.libraryRequests() + ", " + Quantity.decimal(requestsPerItem(), 3) + " an item")
                .line("batch fill", Quantity.decimal(google.meanBatchSize(), 1) + " of 50");
        addUsage(figures);
        double seconds = elapsed.toMillis() / 1000.0;
        return figures.put("seconds", seconds, 10)
                .put("trouble", trouble)
                .line("seconds", Quantity.decimal(seconds, 1));
    }

    private void addItems(Figures figures) {
        figures.put("items", items())
                .put("done", counts.done().items())
                .put("duplicate", counts.duplicate().items())
                .put("failed", counts.failed().items())
                .put("failures", failures)
                .put("bytes", counts.total().bytes())
                .line("items", shown(counts.total()))
                .line("  done", shown(counts.done()))
                .line("  duplicate", shown(counts.duplicate()))
                .line("  failed", shown(counts.failed()));
        failures.forEach((reason, count) -> figures.line("", count + " x " + reason));
    }

    private static String shown(Tally tally) {
        return tally.items() + " (" + Quantity.bytes(tally.bytes()) + ")";
    }

    private void addUsage(Figures figures) {
        usage.units().ifPresent(units -> {
            addPer1000(figures, "for 1,000 items", "writeUnits", units.write(), "DynamoDB write units");
            addPer1000(figures, "", "readUnits", units.read(), "DynamoDB read units");
        });
        String line = usage.units().isPresent() ? "" : "for 1,000 items";
        addPer1000(figures, line, "s3Requests", sum(usage.s3Requests()), "S3 requests");
        addPer1000(figures, "", "sqsRequests", sum(usage.sqsRequests()), "SQS requests");
    }

    private void addPer1000(Figures figures, String line, String name, double amount, String unit) {
        double per1000 = items() == 0 ? 0 : amount * 1000 / items();
        figures.put(name + "Per1000", per1000, 10).line(line, Quantity.decimal(per1000, 1) + " " + unit);
    }

    private static double sum(Map<String, Long> requests) {
        return requests.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Checks what every transfer must keep: one batchCreate at a time for each user. */
    static List<String> alwaysBroken(Metrics google) {
        return google.mostConcurrentBatchCreates() <= 1
                ? List.of()
                : List.of("Google saw " + google.mostConcurrentBatchCreates() + " batchCreate at once for one user.");
    }

    /** Checks what a transfer of some hundred items must keep when nothing goes wrong. */
    static List<String> brokenOnAGoodDay(TransferFigures figures) {
        List<String> broken = new ArrayList<>();
        long most = (long) (figures.items() * MOST_REQUESTS_AN_ITEM)
                + figures.albums().created() * MOST_REQUESTS_AN_ALBUM;
        if (figures.google().libraryRequests() > most) {
            broken.add("%d requests to Google are more than %d."
                    .formatted(figures.google().libraryRequests(), most));
        }
        double batches = figures.items() / LEAST_BATCH_FILL + figures.albums().created() + 1;
        if (figures.google().batchSizes().size() > batches) {
            broken.add("%d batches are more than %s."
                    .formatted(figures.google().batchSizes().size(), Quantity.decimal(batches, 0)));
        }
        if (figures.albums().outside() > 0) {
            broken.add(figures.albums().outside() + " items are outside their albums.");
        }
        return broken;
    }
}
