package sundown.metrics;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.logging.Handler;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.handlers.ConsoleHandler;

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
}
