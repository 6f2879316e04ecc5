package sundown.notify;

import java.util.List;

/** The bus on which other systems receive events. */
public interface EventBus {
    /**
     * Publishes events, in order as far as the bus keeps it. Each accepted event arrives at least once.
     *
     * @throws sundown.failure.RetryableFailure when some may not have been accepted; publishing all of them again does
     *     no harm
     * @throws sundown.failure.PermanentFailure when one is refused permanently; the others have been tried
     */
    void publish(List<Event> events);
}
