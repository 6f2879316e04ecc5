package sundown.edge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A standard queue like SQS, in memory. Messages are delivered in any order, and a message that is not deleted becomes
 * visible again. Safe for use by several threads.
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

    protected final synchronized void sendBodies(List<String> bodies) {
        Instant now = clock.instant();
        bodies.forEach(body -> messages.add(new Message("message-" + ++sent, body, 0, now)));
    }

    /** Receives a visible message, and hides it. */
    public final synchronized Optional<Delivery> receive() {
        Instant now = clock.instant();
        putAside(now);
        List<Message> visible =
                messages.stream().filter(message -> message.visible(now)).toList();
        return visible.isEmpty()
                ? Optional.empty()
                : Optional.of(deliver(visible.get(random.nextInt(visible.size())), now));
    }

    /** Deletes a message, even if it was delivered again since. */
    public final synchronized void delete(Delivery delivery) {
        messages.removeIf(message -> message.id().equals(delivery.id()));
    }

    /** Makes a message visible at once. */
    public final synchronized void release(Delivery delivery) {
        Instant now = clock.instant();
        messages.replaceAll(message -> message.id().equals(delivery.id()) ? message.visibleAt(now) : message);
    }

    /** The number of messages, including hidden ones. */
    public final synchronized int size() {
        return messages.size();
    }

    /** The bodies of all messages, including hidden ones, in the order of sending. */
    public final synchronized List<String> bodies() {
        return messages.stream().map(Message::body).toList();
    }

    /** When the next hidden message becomes visible; nothing when none is hidden. */
    public final synchronized Optional<Instant> nextVisible() {
        Instant now = clock.instant();
        return messages.stream().map(Message::visibleFrom).filter(now::isBefore).min(Instant::compareTo);
    }

    /** The bodies of the messages that were received too often. */
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
