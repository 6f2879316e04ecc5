package sundown.transfer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.account.UserId;

/**
 * A first-in-first-out queue as SQS has it, in memory: messages of a user come in order and one at a time, a message
 * that is not deleted becomes visible again, the same version of a transfer is taken once in five minutes. Safe for use
 * by several threads.
 */
public final class InMemoryTransferQueue implements TransferQueue {
    private static final Duration DEDUPLICATION = Duration.ofMinutes(5);

    private final Clock clock;
    private final Duration visibilityTimeout;
    private final int maxReceiveCount;
    private final List<Message> messages = new ArrayList<>();
    private final List<String> deadLetters = new ArrayList<>();
    private final Map<String, Instant> sent = new HashMap<>();

    /**
     * An empty queue.
     *
     * @param visibilityTimeout for how long a message that was received is hidden
     * @param maxReceiveCount how often it is received before it becomes a dead letter
     */
    public InMemoryTransferQueue(Clock clock, Duration visibilityTimeout, int maxReceiveCount) {
        this.clock = clock;
        this.visibilityTimeout = visibilityTimeout;
        this.maxReceiveCount = maxReceiveCount;
    }

    /** A message as a worker receives it. */
    public record Delivery(String id, String body, int receiveCount) {}

    @Override
    public synchronized void send(Transfer transfer, TransferMessage message) {
        Instant now = clock.instant();
        sent.values().removeIf(at -> !now.isBefore(at.plus(DEDUPLICATION)));
        String id = transfer.id() + "-" + transfer.version();
        if (sent.putIfAbsent(id, now) == null) {
            messages.add(new Message(id + "@" + now, transfer.user(), message.write(), 0, now));
        }
    }

    /** The first message that may be worked on now; it is hidden from now on. */
    public synchronized Optional<Delivery> receive() {
        Instant now = clock.instant();
        Set<UserId> busy = new HashSet<>();
        for (Message message : List.copyOf(messages)) {
            if (!busy.contains(message.user()) && message.visible(now)) {
                if (message.receiveCount() < maxReceiveCount) {
                    return Optional.of(deliver(message, now));
                }
                messages.remove(message);
                deadLetters.add(message.body());
            } else {
                busy.add(message.user());
            }
        }
        return Optional.empty();
    }

    /** Takes a message out: it is done. One that came again meanwhile is gone, too. */
    public synchronized void delete(Delivery delivery) {
        messages.removeIf(message -> message.id().equals(delivery.id()));
    }

    /** Gives a message back: it is visible at once. */
    public synchronized void release(Delivery delivery) {
        Instant now = clock.instant();
        messages.replaceAll(message -> message.id().equals(delivery.id()) ? message.visibleAt(now) : message);
    }

    /** How many messages there are, hidden ones included. */
    public synchronized int size() {
        return messages.size();
    }

    /** When a hidden message becomes visible next, or nothing when none is hidden. */
    public synchronized Optional<Instant> nextVisible() {
        Instant now = clock.instant();
        return messages.stream().map(Message::visibleFrom).filter(now::isBefore).min(Instant::compareTo);
    }

    /** The bodies of what was received too often. */
    public synchronized List<String> deadLetters() {
        return List.copyOf(deadLetters);
    }

    private Delivery deliver(Message message, Instant now) {
        Message received = message.received(now.plus(visibilityTimeout));
        messages.set(messages.indexOf(message), received);
        return new Delivery(received.id(), received.body(), received.receiveCount());
    }

    /** A message in the queue. */
    private record Message(String id, UserId user, String body, int receiveCount, Instant visibleFrom) {
        boolean visible(Instant now) {
            return !now.isBefore(visibleFrom);
        }

        Message received(Instant hiddenUntil) {
            return new Message(id, user, body, receiveCount + 1, hiddenUntil);
        }

        Message visibleAt(Instant instant) {
            return new Message(id, user, body, receiveCount, instant);
        }
    }
}
