package sundown.aws.sqs;

import java.util.List;
import java.util.stream.Stream;
import sundown.queue.QueueName;

/** The queues of a deployment in a variable: a name and words on each, a semicolon between queues. */
final class QueueList {
    private QueueList() {}

    /** A queue with its words. */
    record Entry(QueueName name, List<String> words) {}

    /** Reads {@code refunds URL URL; sweep URL URL}. */
    static List<Entry> read(String variable) {
        return Stream.of(variable.split(";", -1))
                .map(queue -> List.of(queue.strip().split(" +", -1)))
                .map(words -> new Entry(new QueueName(words.getFirst()), words.subList(1, words.size())))
                .toList();
    }
}
