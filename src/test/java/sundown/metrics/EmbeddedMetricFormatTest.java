package sundown.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.metrics.Metric.Measurement;
import sundown.metrics.MetricLog.EmbeddedMetricFormat;

class EmbeddedMetricFormatTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00.123Z");

    private final EmbeddedMetricFormat format = new EmbeddedMetricFormat("sundown", "transfer-batch");

    @Test
    void isOneLineOfJson() {
        assertThat(line(new Measurement(Metric.ITEMS_MOVED, 47, List.of("DONE")), Map.of("correlationId", "c-1")))
                .isEqualTo("""
                        {"_aws":{"Timestamp":1803902400123,"CloudWatchMetrics":[{"Namespace":"sundown",\
                        "Dimensions":[["Outcome"]],"Metrics":[{"Name":"ItemsMoved","Unit":"Count"}]}]},\
                        "ItemsMoved":47.0,"Function":"transfer-batch","Outcome":"DONE","correlationId":"c-1"}
                        """);
    }

    @Test
    void hasEachDimension() {
        assertThat(line(new Measurement(Metric.FAULTS, 1, List.of("refunds", "WaitingRefunds")), Map.of()))
                .contains("\"Dimensions\":[[\"Room\",\"Fault\"]]", "\"Room\":\"refunds\",\"Fault\":\"WaitingRefunds\"");
    }

    @Test
    void hasNoCorrelationIdWhereNothingIsCalled() {
        assertThat(line(new Measurement(Metric.COLD_STARTS, 1, List.of()), Map.of()))
                .doesNotContain("correlationId");
    }

    /** Source: the specification of the embedded metric format. */
    @ParameterizedTest
    @EnumSource(Metric.class)
    void isWhatTheSpecificationAsksFor(Metric metric) throws JsonProcessingException {
        List<String> of = metric.dimensions().stream()
                .filter(name -> !name.equals(Metric.FUNCTION))
                .map("ONE of %s"::formatted)
                .toList();

        JsonNode root = MAPPER.readTree(line(new Measurement(metric, 0.25, of), Map.of("correlationId", "c-1")));

        JsonNode metadata = root.get("_aws");
        assertThat(names(metadata)).containsExactlyInAnyOrder("Timestamp", "CloudWatchMetrics");
        assertThat(metadata.get("Timestamp").isIntegralNumber()).isTrue();
        assertThat(metadata.get("CloudWatchMetrics").isArray()).isTrue();
        JsonNode directive = metadata.get("CloudWatchMetrics").get(0);
        assertThat(names(directive)).containsExactlyInAnyOrder("Namespace", "Dimensions", "Metrics");
        assertThat(directive.get("Namespace").textValue()).hasSizeBetween(1, 255);
        assertThat(directive.get("Dimensions")).hasSize(1);
        assertThat(directive.get("Dimensions").get(0)).hasSizeLessThanOrEqualTo(30);
        directive
                .get("Dimensions")
                .get(0)
                .forEach(dimension ->
                        assertThat(root.path(dimension.textValue()).textValue()).isNotBlank());
        assertThat(directive.get("Metrics")).hasSize(1);
        JsonNode definition = directive.get("Metrics").get(0);
        assertThat(names(definition)).containsExactlyInAnyOrder("Name", "Unit");
        assertThat(definition.get("Unit").textValue()).isIn("Count", "Bytes", "Seconds");
        assertThat(root.get(definition.get("Name").textValue()).isNumber()).isTrue();
    }

    /** What is not here is no user's id, key, or name. */
    @ParameterizedTest
    @EnumSource(Metric.class)
    void saysNothingElse(Metric metric) throws JsonProcessingException {
        Set<String> members = new HashSet<>(List.of("_aws", metric.toString(), "Function", "correlationId"));
        members.addAll(metric.dimensions());

        JsonNode root = MAPPER.readTree(
                line(new Measurement(metric, 1, metric.dimensions()), Map.of("correlationId", "c-1", "user", "ann")));

        assertThat(names(root)).isEqualTo(members);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private String line(Measurement measurement, Map<String, String> correlation) {
        ExtLogRecord logged = new ExtLogRecord(Level.INFO, "%s", ExtLogRecord.FormatStyle.PRINTF, "here");
        logged.setParameters(new Object[] {measurement});
        logged.setInstant(NOW);
        logged.setMdc(correlation);
        return format.format(logged);
    }
}
