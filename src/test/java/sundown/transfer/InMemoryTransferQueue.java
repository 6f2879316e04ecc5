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
 * A FIFO queue like SQS, in memory. Messages of a user are delivered in order and one at a time, a message that is not
 * deleted becomes visible again, and the same version of a transfer is accepted once in five minutes. Safe for use by
 * several threads.
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

    /** Receives the first visible message, and hides it. */
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

    /** Deletes a message, even if it was delivered again since. */
    public synchronized void delete(Delivery delivery) {
        messages.removeIf(message -> message.id().equals(delivery.id()));
    }

    /** Makes a message visible at once. */
    public synchronized void release(Delivery delivery) {
        Instant now = clock.instant();
        messages.replaceAll(message -> message.id().equals(delivery.id()) ? message.visibleAt(now) : message);
    }

    /** The number of messages, including hidden ones. */
    public synchronized int size() {
        return messages.size();
    }

    /** When the next hidden message becomes visible; nothing when none is hidden. */
    public synchronized Optional<Instant> nextVisible() {
        Instant now = clock.instant();
        return messages.stream().map(Message::visibleFrom).filter(now::isBefore).min(Instant::compareTo);
    }

    /** The bodies of the messages that were received too often. */
    public synchronized List<String> deadLetters() {
        return List.copyOf(deadLetters);
    }

    private Delivery deliver(Message message, Instant now) {
        Message received = message.received(now.plus(visibilityTimeout));
        messages.set(messages.indexOf(message), received);
        return new Delivery(received.id(), received.body(), received.receiveCount());
    }

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
