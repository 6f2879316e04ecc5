package sundown.metrics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Writes a measurement as a line in CloudWatch's embedded metric format: CloudWatch takes the metric from the log. The
 * correlation id leads from a value to the lines of the call.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the
 *     specification</a>
 */
final class EmbeddedMetricFormat extends ExtFormatter {
    private static final String CORRELATION = "correlationId";

    private final String namespace;
    private final String function;

    EmbeddedMetricFormat(String namespace, String function) {
        this.namespace = namespace;
        this.function = function;
    }

    /** The time is the log's own: CloudWatch takes no metric from the past of a clock that somebody moved. */
    @Override
    public String format(ExtLogRecord logged) {
        Measurement measurement = (Measurement) logged.getParameters()[0];
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        describe(measurement.metric(), line.putObject("_aws").put("Timestamp", logged.getMillis()));
        line.put(measurement.metric().toString(), measurement.value());
        line.put(Metric.FUNCTION, function);
        for (int at = 0; at < measurement.of().size(); at++) {
            line.put(measurement.metric().dimensions().get(at), measurement.of().get(at));
        }
        Optional.ofNullable(logged.getMdc(CORRELATION)).ifPresent(id -> line.put(CORRELATION, id));
        return line + "\n";
    }

    private void describe(Metric metric, ObjectNode metadata) {
        ObjectNode directive =
                metadata.putArray("CloudWatchMetrics").addObject().put("Namespace", namespace);
        metric.dimensions().forEach(directive.putArray("Dimensions").addArray()::add);
        directive
                .putArray("Metrics")
                .addObject()
                .put("Name", metric.toString())
                .put("Unit", metric.unit().toString());
    }
}
