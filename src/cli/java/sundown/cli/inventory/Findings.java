package sundown.cli.inventory;

import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import sundown.edge.Json;
import sundown.edge.PlainText;
import sundown.purge.BucketEntry;
import sundown.purge.BucketListing;

/** Sums up what was found, with the first of what people are to see by name, and writes all of that to a file. */
final class Findings {
    private static final int FIRST = 10;

    private static final Comparator<BucketEntry> BY_NAME = Comparator.comparing(
                    (BucketEntry entry) -> entry.key().value(), BucketListing.ORDER)
            .thenComparing(BucketEntry::bucket)
            .thenComparing(entry -> entry.version().value());

    private final Writer file;
    private final Map<Finding, Sum> sums = new EnumMap<>(Finding.class);

    /** @param file takes a line of JSON for each entry that people are to see, in no order */
    Findings(Writer file) {
        this.file = file;
    }

    private static final class Sum {
        private final TreeSet<BucketEntry> first = new TreeSet<>(BY_NAME);
        private long entries;
        private long bytes;

        private void add(BucketEntry entry, boolean named) {
            entries++;
            bytes += entry.bytes();
            if (named && (first.size() < FIRST || BY_NAME.compare(entry, first.getLast()) < 0)) {
                first.add(entry);
                if (first.size() > FIRST) {
                    first.removeLast();
                }
            }
        }
    }

    void add(Finding finding, BucketEntry entry) throws IOException {
        sums.computeIfAbsent(finding, ignored -> new Sum()).add(entry, finding.listed());
        if (finding.listed()) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("finding", finding.name());
            members.put("entry", Json.read(entry.write()));
            file.write(Json.write(members) + "\n");
        }
    }

    boolean differ() {
        return sums.keySet().stream().anyMatch(Finding::differs);
    }

    /** A line for each kind of finding, and one for each of the first that people are to see. */
    Stream<String> lines() {
        return sums.entrySet().stream().flatMap(sum -> lines(sum.getKey(), sum.getValue()));
    }

    private static Stream<String> lines(Finding finding, Sum sum) {
        String total = "%s %s: %d entries, %d bytes"
                .formatted(finding.differs() ? "Difference," : "As expected,", finding.words(), sum.entries, sum.bytes);
        return Stream.concat(Stream.of(total), sum.first.stream().map(Findings::line));
    }

    private static String line(BucketEntry entry) {
        return "  %s %s, %s %s, %d bytes"
                .formatted(
                        entry.bucket(),
                        PlainText.of(entry.key().value()),
                        entry.kind(),
                        PlainText.of(entry.version().value()),
                        entry.bytes());
    }
}
