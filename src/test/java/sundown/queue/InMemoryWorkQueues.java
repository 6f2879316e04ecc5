package sundown.queue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.edge.InMemoryQueue;
import sundown.queue.WorkQueues.QueueState.Contents;

/**
 * Queues in memory.
 *
 * @param queues by their names, in their order
 * @param alone with dead letters and nothing else; there are none
 */
public record InMemoryWorkQueues(Map<QueueName, InMemoryQueue<?>> queues, QueueName alone)
        implements WorkQueues, DeadLetters {
    @Override
    public List<QueueState> list() {
        return Stream.concat(
                        queues.entrySet().stream().map(queue -> state(queue.getKey(), queue.getValue())),
                        Stream.of(new QueueState(alone, Optional.empty(), contents(0, 0))))
                .toList();
    }

    private static QueueState state(QueueName name, InMemoryQueue<?> queue) {
        Map.Entry<Integer, Integer> now = queue.waitingAndInFlight();
        return new QueueState(
                name,
                Optional.of(contents(now.getKey(), now.getValue())),
                contents(queue.deadLetters().size(), 0));
    }

    private static Contents contents(int waiting, int inFlight) {
        return new Contents(waiting, 0, inFlight, Optional.empty());
    }

    @Override
    public Redrive redrive(QueueName queue) {
        return Optional.ofNullable(queues.get(queue))
                .map(found -> {
                    found.redrive();
                    return Redrive.BEGUN;
                })
                .orElse(Redrive.NO_QUEUE);
    }

    @Override
    public Optional<List<DeadLetter>> listSome(QueueName queue) {
        return queue.equals(alone)
                ? Optional.of(List.of())
                : Optional.ofNullable(queues.get(queue))
                        .map(found -> found.failed().stream().limit(SHOWN_MAX).toList());
    }

    @Override
    public Removal remove(QueueName queue, MessageId message) {
        if (queue.equals(alone)) {
            return Removal.NOT_FOUND;
        }
        return Optional.ofNullable(queues.get(queue))
                .map(found -> found.giveUp(message) ? Removal.REMOVED : Removal.NOT_FOUND)
                .orElse(Removal.NO_QUEUE);
    }
}
