package sundown.metrics;

import java.util.Optional;

/**
 * One value of a metric.
 *
 * @param of the value of the metric's dimension, unless it is the function
 */
public record Measurement(Metric metric, double value, Optional<String> of) {
    @Override
    public String toString() {
        return metric + of.map(text -> "[" + text + "]").orElse("") + " " + value;
    }
}
