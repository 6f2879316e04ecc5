package sundown.local.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How long a transfer took, held against the limit that serial creation sets: Google creates 50 items in one call, and
 * one call at a time for a user.
 *
 * @param elapsed from the request that starts the transfer to its end
 * @param mostCreations how many creations Google saw at once
 */
record TransferBenchFigures(int photos, Duration elapsed, long requests, int mostCreations) {
    /** What Google takes for an upload, and for a creation. */
    static final Duration UPLOAD = Duration.ofMillis(700);

    static final Duration CREATION = Duration.ofMillis(2_500);
    private static final int BATCH = 50;
    private static final double LEAST = 0.8;

    /** The shortest time there can be. */
    Duration limit() {
        return CREATION.multipliedBy(Math.ceilDiv(photos, BATCH));
    }

    /** Which part of the limit's speed the transfer had. */
    double reached() {
        return (double) limit().toMillis() / elapsed.toMillis();
    }

    boolean met() {
        return reached() >= LEAST && mostCreations <= 1;
    }

    /** A table for people. */
    String table() {
        return String.join(
                "\n",
                line("photos", "%,d", photos),
                line("an upload at Google, seconds", "%.1f", seconds(UPLOAD)),
                line("a creation of 50, seconds", "%.1f", seconds(CREATION)),
                line("limit of serial creation, seconds", "%.1f", seconds(limit())),
                line("transfer, seconds", "%.1f", seconds(elapsed)),
                line("requests to Google an item", "%.3f", (double) requests / photos),
                line("creations at once", "%d", mostCreations),
                "%-36s %10.2f  at least %.1f: %s"
                        .formatted("part of the limit's speed", reached(), LEAST, met() ? "MET" : "MISSED"));
    }

    /** The figures as one JSON object. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("photos", photos);
        json.put("uploadSeconds", seconds(UPLOAD));
        json.put("creationSeconds", seconds(CREATION));
        json.put("limitSeconds", seconds(limit()));
        json.put("seconds", seconds(elapsed));
        json.put("googleRequests", requests);
        json.put("mostCreationsAtOnce", mostCreations);
        json.put("least", LEAST);
        json.put("reached", Math.round(reached() * 1000) / 1000.0);
        json.put("met", met());
        return json;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String line(String what, String form, Object value) {
        return "%-36s %10s".formatted(what, String.format(Locale.ROOT, form, value));
    }
}
