package sundown.notify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/** A bus in memory. */
public final class InMemoryEventBus implements EventBus {
    private final List<Event> heard = new ArrayList<>();
    private final Queue<RuntimeException> refusals = new ArrayDeque<>();

    @Override
    public void publish(List<Event> events) {
        List<RuntimeException> refused = new ArrayList<>();
        for (Event event : events) {
            RuntimeException refusal = refusals.poll();
            if (refusal == null) {
                heard.add(event);
            } else {
                refused.add(refusal);
            }
        }
        refused.stream().filter(PermanentFailure.class::isInstance).findFirst().ifPresent(InMemoryEventBus::fail);
        refused.stream().findFirst().ifPresent(InMemoryEventBus::fail);
    }

    private static void fail(RuntimeException refusal) {
        throw refusal;
    }

    /** Does not take so many of the next events, each once. */
    public void lose(int events) {
        for (int lost = 0; lost < events; lost++) {
            refusals.add(new RetryableFailure("the bus did not take an event"));
        }
    }

    /** Refuses the next event for good. */
    public void refuse() {
        refusals.add(new PermanentFailure("the bus refused an event"));
    }

    /** What receivers have heard, in the order in which it came. */
    public List<Event> heard() {
        return List.copyOf(heard);
    }
}
