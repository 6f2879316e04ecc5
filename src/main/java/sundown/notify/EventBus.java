package sundown.notify;

import java.util.List;

/** The bus on which others hear of what happens. */
public interface EventBus {
    /**
     * Puts events on the bus, in their order as far as it keeps one. Each that was not refused arrives at least once.
     *
     * @throws sundown.failure.RetryableFailure when some may not have been taken; whoever publishes all of them again
     *     does no harm
     * @throws sundown.failure.PermanentFailure when one is refused for good; the others have been tried
     */
    void publish(List<Event> events);
}
