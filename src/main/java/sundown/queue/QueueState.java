package sundown.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * What is in a queue, and in the one beside it.
 *
 * @param messages to be worked on; nothing where functions are called without a queue, and only what failed has one
 * @param deadLetters what failed too often
 */
public record QueueState(QueueName name, Optional<Contents> messages, Contents deadLetters) {
    /**
     * Messages, as SQS counts them: about, and up to a minute late.
     *
     * @param waiting for a worker
     * @param delayed which nobody may have yet
     * @param inFlight with a worker, or with one that has died
     * @param oldest how long ago the oldest was sent; of a dead letter, to the queue where it failed. Nothing where it
     *     is not known
     */
    public record Contents(long waiting, long delayed, long inFlight, Optional<Duration> oldest) {}
}
