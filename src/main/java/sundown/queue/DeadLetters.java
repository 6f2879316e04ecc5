package sundown.queue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sundown.queue.WorkQueues.QueueName;

/** The messages that failed too often. They can be tried once more, shown, or removed. */
public interface DeadLetters {
    /** The answer to a request. */
    enum Redrive {
        /** All dead letters go back to their queue, one after the other; this may take minutes. */
        BEGUN,
        /** The dead letters are going back already. */
        UNDER_WAY,
        /** There is no queue of this name to which a message could go back. */
        NO_QUEUE
    }

    /** Begins to send the dead letters of a queue back to it. */
    Redrive redrive(QueueName queue);

    /** No look finds more messages. */
    int SHOWN_MAX = 10;

    /**
     * Some of the dead letters of a queue, mostly the oldest; nothing where there is no such queue. All of them stay:
     * that they are received once more has no effect, because no queue stands behind a dead-letter queue.
     */
    Optional<List<DeadLetter>> listSome(QueueName queue);

    /** No removal looks at more messages: a queue finds none by its id. */
    int SEARCHED_MAX = 500;

    /** The answer to a removal. */
    enum Removal {
        /** The message is gone for good, and no other is. */
        REMOVED,
        /** The message was not among those that could be received, so nothing is removed. */
        NOT_FOUND,
        /** There is no such queue. */
        NO_QUEUE
    }

    /** Removes one dead letter of a queue. */
    Removal remove(QueueName queue, MessageId message);

    /**
     * A message that failed too often.
     *
     * @param sentAt when it was sent to the queue where it failed
     * @param received how often it was received, the last time included
     * @param body anything
     */
    record DeadLetter(MessageId id, Instant sentAt, int received, String body) {}

    /**
     * A message of a queue, by the id that SQS has given it; a message that goes back to its queue gets another one.
     *
     * @param value letters, digits, and hyphens
     */
    @RegisterForReflection
    record MessageId(@JsonValue String value) {
        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,100}");

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public MessageId {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("a message has an id of letters, digits, and hyphens");
            }
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
