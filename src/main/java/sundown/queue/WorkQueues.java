package sundown.queue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sundown.edge.EventuallyConsistent;

/** The contents of the deployment's queues. */
public interface WorkQueues {
    /** All queues, in the order in which the deployment names them. */
    @EventuallyConsistent
    List<QueueState> list();

    /**
     * The contents of a queue, and of its queue of dead letters.
     *
     * @param messages to be worked on; nothing where functions are called without a queue, and only what failed has one
     * @param deadLetters what failed too often
     */
    record QueueState(QueueName name, Optional<Contents> messages, Contents deadLetters) {
        /**
         * Messages, as SQS counts them: about, and up to a minute late.
         *
         * @param waiting for a worker
         * @param delayed which nobody may have yet
         * @param inFlight with a worker, or with one that has died
         * @param oldest how long ago the oldest was sent; of a dead letter, to the queue where it failed. Nothing where
         *     it is not known
         */
        public record Contents(long waiting, long delayed, long inFlight, Optional<Duration> oldest) {}
    }

    /**
     * A queue of the deployment: its name in SQS between the stack's and an ending, {@code transfers} for example.
     *
     * @param value words of small letters with hyphens between them
     */
    @RegisterForReflection
    record QueueName(@JsonValue String value) {
        private static final Pattern FORM = Pattern.compile("[a-z]+(-[a-z]+)*");
        private static final int NAME_CHARACTERS_MAX = 64;

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public QueueName {
            if (value.length() > NAME_CHARACTERS_MAX || !FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("a queue has a name like purge-plans");
            }
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
