package sundown.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sundown.edge.Json;
import sundown.report.ReportFiles;
import sundown.report.ReportFiles.ReportFile;

/**
 * A group as the latest progress report has it.
 *
 * @param opening when its exports open
 * @param close when they end
 * @param users all of them
 * @param itemsLeft items of those who have taken nothing
 * @param waiting the fees that wait to go back, in minor units by currency
 */
record CountedGroup(Instant opening, Instant close, long users, long itemsLeft, Map<String, Long> waiting) {
    /** The states of refunds that still take from the balance. */
    private static final List<String> OPEN = List.of("INTENT", "SENT");

    CountedGroup {
        waiting = Map.copyOf(waiting);
    }

    /**
     * Reads a report, {@code progress/latest.json}.
     *
     * @throws IllegalArgumentException when it is not a report
     */
    static List<CountedGroup> read(String report) {
        return Json.read(report)
                .path("groups")
                .valueStream()
                .map(CountedGroup::group)
                .toList();
    }

    /** Those of the latest report; none before the first. */
    static List<CountedGroup> latest(ReportFiles reports) {
        return reports.read(ReportFile.latestFigures()).map(CountedGroup::read).orElse(List.of());
    }

    private static CountedGroup group(JsonNode group) {
        Map<String, Long> waiting = new HashMap<>();
        OPEN.stream()
                .map(group.path("refunds")::path)
                .flatMap(JsonNode::propertyStream)
                .forEach(total -> waiting.merge(
                        total.getKey(), total.getValue().path("minorUnits").longValue(), Long::sum));
        return new CountedGroup(
                Json.instant(group, "exportsOpen"),
                Json.instant(group, "close"),
                group.path("users").longValue(),
                group.at("/standings/neither/items").longValue(),
                waiting);
    }
}
