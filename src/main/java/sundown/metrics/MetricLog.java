package sundown.metrics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.logging.Handler;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.handlers.ConsoleHandler;
import sundown.metrics.Metric.Measurement;

/**
 * Gives metrics lines of their own, when a function starts: other lines are JSON, too, and wrap what they say.
 *
 * <p>Its first line tells of the start itself.
 */
@Singleton
@Startup
final class MetricLog {
    MetricLog(
            @ConfigProperty(name = "METRICS_NAMESPACE") String namespace,
            @ConfigProperty(name = "quarkus.funqy.export") Optional<String> function) {
        Logger metrics = Logger.getLogger(Metric.class.getName());
        metrics.setUseParentHandlers(false);
        metrics.setHandlers(new Handler[] {
            new ConsoleHandler(
                    ConsoleHandler.Target.SYSTEM_OUT, new EmbeddedMetricFormat(namespace, function.orElse("all")))
        });
        Metric.COLD_STARTS.report(1);
    }

    /**
     * Writes a measurement as a line in CloudWatch's embedded metric format: CloudWatch takes the metric from the log.
     * The correlation id leads from a value to the lines of the call.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the
     *     specification</a>
     */
    static final class EmbeddedMetricFormat extends ExtFormatter {
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
                line.put(
                        measurement.metric().dimensions().get(at),
                        measurement.of().get(at));
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
}
