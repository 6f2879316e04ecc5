package sundown.bench.scale;

import sundown.edge.QueueMessage;
import sundown.runtime.ManualClock;

/**
 * The workers of all queues.
 *
 * @param most how many each queue has at most
 */
record Crew(int most, ManualClock clock, Meter meter) {
    <M extends QueueMessage> Workers<M> of(String function) {
        return new Workers<>(function, most, clock, meter);
    }
}
