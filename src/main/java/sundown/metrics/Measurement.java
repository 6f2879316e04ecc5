package sundown.metrics;

import java.util.List;

/**
 * One value of a metric.
 *
 * @param of the values of the metric's dimensions, in their order; none where the dimension is the function
 */
public record Measurement(Metric metric, double value, List<String> of) {
    @Override
    public String toString() {
        return metric + (of.isEmpty() ? " " : of + " ") + value;
    }
}
