package sundown.metrics;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;

/** Hears what all threads measure, until closed. */
public final class Measurements extends ExtHandler implements AutoCloseable {
    private final Logger metrics = Logger.getLogger(Metric.class.getName());
    private final Queue<Measurement> heard = new ConcurrentLinkedQueue<>();

    /** Begins to listen. */
    public Measurements() {
        metrics.addHandler(this);
    }

    @Override
    protected void doPublish(ExtLogRecord logged) {
        heard.add((Measurement) logged.getParameters()[0]);
    }

    /** Everything so far. */
    public List<Measurement> heard() {
        return List.copyOf(heard);
    }

    /** What has been measured so far. */
    public Set<Metric> metrics() {
        return heard.stream().map(Measurement::metric).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        metrics.removeHandler(this);
    }
}
