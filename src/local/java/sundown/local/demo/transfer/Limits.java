package sundown.local.demo.transfer;

import java.util.ArrayList;
import java.util.List;
import sundown.local.command.Quantity;
import sundown.local.google.gate.Metrics;

/** Checks how much a transfer asks of Google. */
final class Limits {
    private static final double MOST_REQUESTS_AN_ITEM = 1.05;
    private static final double LEAST_BATCH_FILL = 45;

    private Limits() {}

    /** Checks what every transfer must keep: one batchCreate at a time for each user. */
    static List<String> alwaysBroken(Metrics google) {
        return google.mostConcurrentBatchCreates() <= 1
                ? List.of()
                : List.of("Google saw " + google.mostConcurrentBatchCreates() + " batchCreate at once for one user.");
    }

    /** Checks what a transfer of some hundred items must keep when nothing goes wrong. */
    static List<String> brokenOnAGoodDay(TransferFigures figures) {
        List<String> broken = new ArrayList<>();
        if (figures.requestsPerItem() > MOST_REQUESTS_AN_ITEM) {
            broken.add("%s requests an item are more than %s."
                    .formatted(Quantity.decimal(figures.requestsPerItem(), 3), MOST_REQUESTS_AN_ITEM));
        }
        if (figures.google().meanBatchSize() < LEAST_BATCH_FILL) {
            broken.add("A batchCreate had %s items on average, fewer than %s."
                    .formatted(Quantity.decimal(figures.google().meanBatchSize(), 1), LEAST_BATCH_FILL));
        }
        return broken;
    }
}
