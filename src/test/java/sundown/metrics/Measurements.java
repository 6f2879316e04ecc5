package sundown.metrics;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import sundown.metrics.Metric.Measurement;

/** Hears what the thread that opened it measures, and threads which that one starts, until it is closed. */
public final class Measurements extends ExtHandler implements AutoCloseable {
    private static final ThreadLocal<Measurements> LISTENER = new InheritableThreadLocal<>();

    private final Logger metrics = Logger.getLogger(Metric.class.getName());
    private final Queue<Measurement> heard = new ConcurrentLinkedQueue<>();

    /** Begins to listen. */
    public Measurements() {
        metrics.addHandler(this);
        LISTENER.set(this);
    }

    @Override
    protected void doPublish(ExtLogRecord logged) {
        if (LISTENER.get() == this) {
            heard.add((Measurement) logged.getParameters()[0]);
        }
    }

    /** Everything so far. */
    public List<Measurement> heard() {
        return List.copyOf(heard);
    }

    /** What has been measured so far. */
    public Set<Metric> metrics() {
        return heard.stream().map(Measurement::metric).collect(Collectors.toSet());
    }

    /** The values of a metric so far, whatever its dimension. */
    public List<Double> of(Metric metric) {
        return heard.stream()
                .filter(one -> one.metric() == metric)
                .map(Measurement::value)
                .toList();
    }

    /** The faults that were reported so far, by their names. */
    public List<String> faults() {
        return heard.stream()
                .filter(one -> one.metric() == Metric.FAULTS)
                .map(one -> one.of().getLast())
                .toList();
    }

    @Override
    public void close() {
        metrics.removeHandler(this);
        LISTENER.remove();
    }
}
