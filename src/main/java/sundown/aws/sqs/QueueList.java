package sundown.aws.sqs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.queue.WorkQueues.QueueName;

/** The queues of a deployment in a variable. */
final class QueueList {
    private QueueList() {}

    /**
     * A queue, by URLs or ARNs.
     *
     * @param work nothing where the dead letters come from no queue
     */
    record Entry(QueueName name, Optional<String> work, String deadLetters) {
        List<String> addresses() {
            return Stream.concat(work.stream(), Stream.of(deadLetters)).toList();
        }
    }

    /**
     * Reads {@code refunds demo-refunds demo-refunds-dead-letters; timers demo-timers-dead-letters}.
     *
     * @param before what each queue's name follows in its address
     */
    static List<Entry> read(String variable, String before) {
        return Stream.of(variable.split(";", -1))
                .map(queue -> List.of(queue.strip().split(" +", -1)))
                .map(words -> new Entry(
                        new QueueName(words.getFirst()),
                        Optional.of(before + words.get(1)).filter(_ -> words.size() > 2),
                        before + words.getLast()))
                .toList();
    }
}
