package sundown.edge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A standard queue as SQS has it, in memory: messages come in any order, and one that is not deleted becomes visible
 * again. Safe for use by several threads.
 */
public class InMemoryStandardQueue {
    private final Clock clock;
    private final RandomGenerator random;
    private final Duration visibilityTimeout;
    private final int maxReceiveCount;
    private final List<Message> messages = new ArrayList<>();
    private final List<String> deadLetters = new ArrayList<>();
    private long sent;

    /**
     * An empty queue.
     *
     * @param random chooses which message comes next
     * @param visibilityTimeout for how long a message that was received is hidden
     * @param maxReceiveCount how often it is received before it becomes a dead letter
     */
    public InMemoryStandardQueue(Clock clock, RandomGenerator random, Duration visibilityTimeout, int maxReceiveCount) {
        this.clock = clock;
        this.random = random;
        this.visibilityTimeout = visibilityTimeout;
        this.maxReceiveCount = maxReceiveCount;
    }

    /** A message as a worker receives it. */
    public record Delivery(String id, String body, int receiveCount) {}

    /** Sends messages of these bodies. */
    protected final synchronized void sendBodies(List<String> bodies) {
        Instant now = clock.instant();
        bodies.forEach(body -> messages.add(new Message("message-" + ++sent, body, 0, now)));
    }

    /** A message that may be worked on now; it is hidden from now on. */
    public final synchronized Optional<Delivery> receive() {
        Instant now = clock.instant();
        putAside(now);
        List<Message> visible =
                messages.stream().filter(message -> message.visible(now)).toList();
        return visible.isEmpty()
                ? Optional.empty()
                : Optional.of(deliver(visible.get(random.nextInt(visible.size())), now));
    }

    /** Takes a message out: it is done. One that came again meanwhile is gone, too. */
    public final synchronized void delete(Delivery delivery) {
        messages.removeIf(message -> message.id().equals(delivery.id()));
    }

    /** Gives a message back: it is visible at once. */
    public final synchronized void release(Delivery delivery) {
        Instant now = clock.instant();
        messages.replaceAll(message -> message.id().equals(delivery.id()) ? message.visibleAt(now) : message);
    }

    /** How many messages there are, hidden ones included. */
    public final synchronized int size() {
        return messages.size();
    }

    /** The bodies of all messages, hidden ones included, in the order in which they were sent. */
    public final synchronized List<String> bodies() {
        return messages.stream().map(Message::body).toList();
    }

    /** When a hidden message becomes visible next, or nothing when none is hidden. */
    public final synchronized Optional<Instant> nextVisible() {
        Instant now = clock.instant();
        return messages.stream().map(Message::visibleFrom).filter(now::isBefore).min(Instant::compareTo);
    }

    /** The bodies of what was received too often. */
    public final synchronized List<String> deadLetters() {
        return List.copyOf(deadLetters);
    }

    private void putAside(Instant now) {
        List<Message> received = messages.stream()
                .filter(message -> message.visible(now) && message.receiveCount() >= maxReceiveCount)
                .toList();
        messages.removeAll(received);
        received.forEach(message -> deadLetters.add(message.body()));
    }

    private Delivery deliver(Message message, Instant now) {
        Message received = message.received(now.plus(visibilityTimeout));
        messages.set(messages.indexOf(message), received);
        return new Delivery(received.id(), received.body(), received.receiveCount());
    }

    /** A message in the queue. */
    private record Message(String id, String body, int receiveCount, Instant visibleFrom) {
        boolean visible(Instant now) {
            return !now.isBefore(visibleFrom);
        }

        Message received(Instant hiddenUntil) {
            return new Message(id, body, receiveCount + 1, hiddenUntil);
        }

        Message visibleAt(Instant instant) {
            return new Message(id, body, receiveCount, instant);
        }
    }
}
