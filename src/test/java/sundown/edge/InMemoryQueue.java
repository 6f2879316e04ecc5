package sundown.edge;

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
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import sundown.edge.QueueMessage.Generation;
import sundown.queue.DeadLetters.DeadLetter;
import sundown.queue.DeadLetters.MessageId;

/**
 * A queue as SQS has it, in memory: a message that is not deleted becomes visible again. A standard queue delivers in
 * any order. A FIFO queue delivers the messages of a group in order and one at a time, and takes a deduplication id
 * once in five minutes. Safe for use by several threads.
 */
public final class InMemoryQueue<M extends QueueMessage> implements MessageQueue<M> {
    private static final Duration DEDUPLICATION = Duration.ofMinutes(5);

    private final Clock clock;
    private final IntUnaryOperator choice;
    private final Duration visibilityTimeout;
    private final int maxReceiveCount;
    private final List<Message> messages = new ArrayList<>();
    private final List<Message> deadLetters = new ArrayList<>();
    private final Map<String, Instant> deduplicated = new HashMap<>();
    private long sent;

    /**
     * An empty standard queue.
     *
     * @param random chooses which message comes next
     * @param visibilityTimeout for how long a message that was received is hidden
     * @param maxReceiveCount how often it is received before it becomes a dead letter
     */
    public InMemoryQueue(Clock clock, RandomGenerator random, Duration visibilityTimeout, int maxReceiveCount) {
        this(clock, (IntUnaryOperator) random::nextInt, visibilityTimeout, maxReceiveCount);
    }

    private InMemoryQueue(Clock clock, IntUnaryOperator choice, Duration visibilityTimeout, int maxReceiveCount) {
        this.clock = clock;
        this.choice = choice;
        this.visibilityTimeout = visibilityTimeout;
        this.maxReceiveCount = maxReceiveCount;
    }

    /** An empty FIFO queue; the group with the oldest visible message comes next. */
    public static <M extends QueueMessage.Ordered> InMemoryQueue<M> fifo(
            Clock clock, Duration visibilityTimeout, int maxReceiveCount) {
        return new InMemoryQueue<>(clock, visible -> 0, visibilityTimeout, maxReceiveCount);
    }

    /** A message as a worker receives it. */
    public record Delivery(String id, String body, int receiveCount, Generation generation, Duration waited) {
        /** The event of a function that works on it. */
        public QueueEvent event() {
            return QueueEvents.of(id, body, generation, waited);
        }
    }

    @Override
    public synchronized void send(List<M> all, Duration delay) {
        Instant now = clock.instant();
        deduplicated.values().removeIf(at -> !now.isBefore(at.plus(DEDUPLICATION)));
        Instant from = now.plus(delay.compareTo(DELAY_MAX) < 0 ? delay : DELAY_MAX);
        all.forEach(message -> send(message, now, from));
    }

    private void send(M message, Instant now, Instant from) {
        String id = "message-" + ++sent;
        Generation generation = Generation.ofWhatIsSent().orElseGet(() -> Generation.read(Optional.empty()));
        switch (message) {
            case QueueMessage.Ordered ordered -> {
                if (deduplicated.putIfAbsent(ordered.deduplicationId(), now) == null) {
                    messages.add(new Message(
                            id,
                            Optional.of(ordered.messageGroup()),
                            message.write(),
                            generation,
                            0,
                            now,
                            now,
                            Optional.empty()));
                }
            }
            default ->
                messages.add(
                        new Message(id, Optional.empty(), message.write(), generation, 0, from, now, Optional.empty()));
        }
    }

    /** A message that may be worked on now; it is hidden from now on. */
    public synchronized Optional<Delivery> receive() {
        Instant now = clock.instant();
        List<Message> visible = visible(now);
        while (visible.stream().anyMatch(this::receivedTooOften)) {
            visible.stream().filter(this::receivedTooOften).forEach(this::putAside);
            visible = visible(now);
        }
        return visible.isEmpty()
                ? Optional.empty()
                : Optional.of(deliver(visible.get(choice.applyAsInt(visible.size())), now));
    }

    /** Has one message that is visible worked on, which is gone unless it fails; false when there is none. */
    public boolean workOnce(Function<QueueEvent, QueueEvent.Answer> worker) {
        Optional<Delivery> next = receive();
        next.filter(message -> worker.apply(message.event()).batchItemFailures().isEmpty())
                .ifPresent(this::delete);
        return next.isPresent();
    }

    /** Has all messages that are visible worked on. */
    public void work(Function<QueueEvent, QueueEvent.Answer> worker) {
        while (workOnce(worker)) {}
    }

    /** Takes all messages that are visible out, and gives their bodies. */
    public List<String> takeAll() {
        List<String> bodies = new ArrayList<>();
        work(event -> {
            event.records().forEach(message -> bodies.add(message.body()));
            return new QueueEvent.Answer(List.of());
        });
        return bodies;
    }

    /** In a FIFO queue the first message of each group, unless it is hidden. */
    private List<Message> visible(Instant now) {
        Set<String> groups = new HashSet<>();
        return messages.stream()
                .filter(message -> message.group().map(groups::add).orElse(true))
                .filter(message -> message.visible(now))
                .toList();
    }

    private boolean receivedTooOften(Message message) {
        return message.receiveCount() >= maxReceiveCount;
    }

    private void putAside(Message message) {
        messages.remove(message);
        deadLetters.add(message);
    }

    /** Takes a message out: it is done. One that came again meanwhile is gone, too. */
    public synchronized void delete(Delivery delivery) {
        messages.removeIf(message -> message.id().equals(delivery.id()));
    }

    /** Gives a message back: it is visible at once. */
    public synchronized void release(Delivery delivery) {
        Instant now = clock.instant();
        replace(delivery.id(), message -> message.visibleAt(now));
    }

    private void replace(String id, UnaryOperator<Message> change) {
        messages.replaceAll(message -> message.id().equals(id) ? change.apply(message) : message);
    }

    /** How many messages there are, hidden ones included. */
    public synchronized int size() {
        return messages.size();
    }

    /** The bodies of all messages, hidden ones included, in the order in which they were sent. */
    public synchronized List<String> bodies() {
        return messages.stream().map(Message::body).toList();
    }

    /** When a hidden message becomes visible next, or nothing when none is hidden. */
    public synchronized Optional<Instant> nextVisible() {
        Instant now = clock.instant();
        return messages.stream().map(Message::visibleFrom).filter(now::isBefore).min(Instant::compareTo);
    }

    /** The bodies of what was received too often. */
    public synchronized List<String> deadLetters() {
        return deadLetters.stream().map(Message::body).toList();
    }

    /** What was received too often, the oldest first. */
    public synchronized List<DeadLetter> failed() {
        return deadLetters.stream()
                .map(message -> new DeadLetter(
                        new MessageId(message.id()), message.sentAt(), message.receiveCount(), message.body()))
                .toList();
    }

    /** Removes a message that was received too often; false when it is none of them. */
    public synchronized boolean giveUp(MessageId failed) {
        return deadLetters.removeIf(message -> message.id().equals(failed.value()));
    }

    /** Sends back what was received too often, as new messages. */
    public synchronized void redrive() {
        Instant now = clock.instant();
        deadLetters.forEach(message -> messages.add(message.anew("message-" + ++sent, now)));
        deadLetters.clear();
    }

    /** How many messages a worker could have now, had it the time, and how many are with one. */
    public synchronized Map.Entry<Integer, Integer> waitingAndInFlight() {
        Instant now = clock.instant();
        int waiting =
                (int) messages.stream().filter(message -> message.visible(now)).count();
        return Map.entry(waiting, messages.size() - waiting);
    }

    private Delivery deliver(Message message, Instant now) {
        Message received = message.received(now, visibilityTimeout);
        replace(message.id(), ignored -> received);
        Duration waited =
                Duration.between(received.sentAt(), received.firstReceivedAt().orElseThrow());
        return new Delivery(received.id(), received.body(), received.receiveCount(), received.generation(), waited);
    }

    /**
     * A message in the queue.
     *
     * @param group none in a standard queue
     */
    private record Message(
            String id,
            Optional<String> group,
            String body,
            Generation generation,
            int receiveCount,
            Instant visibleFrom,
            Instant sentAt,
            Optional<Instant> firstReceivedAt) {
        boolean visible(Instant now) {
            return !now.isBefore(visibleFrom);
        }

        Message received(Instant now, Duration visibilityTimeout) {
            return new Message(
                    id,
                    group,
                    body,
                    generation,
                    receiveCount + 1,
                    now.plus(visibilityTimeout),
                    sentAt,
                    firstReceivedAt.or(() -> Optional.of(now)));
        }

        Message anew(String newId, Instant now) {
            return new Message(newId, group, body, generation, 0, now, now, Optional.empty());
        }

        Message visibleAt(Instant instant) {
            return new Message(id, group, body, generation, receiveCount, instant, sentAt, firstReceivedAt);
        }
    }
}
