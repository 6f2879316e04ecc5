package sundown.cli.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import sundown.edge.Json;
import sundown.report.RecordedOutcome;

/**
 * What came of an import, for people to record. It names no row.
 *
 * @param hindrances why nothing is written
 * @param contradicted rows that the tables of a stack contradict, of those that were applied to them
 */
record ImportOutcome(Import.Result result, List<String> hindrances, long contradicted) {
    static final String NOT_IN_XML =
            "%,d keys have characters that XML has no form for: tools that list S3 may fail at them";

    RecordedOutcome at(Instant now) {
        return new RecordedOutcome(
                "import",
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                outcome(),
                found().limit(RecordedOutcome.SENTENCES_MAX).toList(),
                figures());
    }

    private String outcome() {
        if (!hindrances.isEmpty() || contradicted > 0) {
            return RecordedOutcome.FAIL;
        }
        return result.refusedRows() + result.removed() > 0 ? RecordedOutcome.WARN : RecordedOutcome.PASS;
    }

    private Stream<String> found() {
        return Stream.of(
                        hindrances.stream(),
                        counted(contradicted, "%,d rows are not in the tables, which hold something else there."),
                        counted(result.totals().keysNotInXml(), NOT_IN_XML + "."),
                        counted(result.removed(), "%,d rows of the import before are gone."),
                        result.refused().entrySet().stream()
                                .flatMap(reason -> counted(
                                        reason.getValue(),
                                        "%,d rows are refused: something "
                                                + reason.getKey().sentence() + ".")),
                        result.refusedRows() == 0 ? Stream.of("No row is refused.") : Stream.<String>empty())
                .flatMap(sentences -> sentences);
    }

    private static Stream<String> counted(long count, String sentence) {
        return count == 0 ? Stream.empty() : Stream.of(String.format(Locale.ROOT, sentence, count));
    }

    private Map<String, BigDecimal> figures() {
        Map<String, BigDecimal> figures = new HashMap<>();
        JsonNode totals = Json.tree(result.totals());
        List.of("accounts", "members", "items", "bytes", RecordedOutcome.CLAIMS)
                .forEach(name -> figures.put(name, totals.path(name).decimalValue()));
        figures.put("rows", BigDecimal.valueOf(result.rows()));
        figures.put("refused", BigDecimal.valueOf(result.refusedRows()));
        figures.put("removed", BigDecimal.valueOf(result.removed()));
        figures.put("contradicted", BigDecimal.valueOf(contradicted));
        return figures;
    }
}
