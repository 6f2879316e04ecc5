package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.queue.DeadLetters;
import sundown.queue.DeadLetters.MessageId;
import sundown.queue.DeadLetters.Redrive;
import sundown.queue.DeadLetters.Removal;
import sundown.queue.WorkQueues;
import sundown.queue.WorkQueues.QueueName;
import sundown.queue.WorkQueues.QueueState;
import sundown.queue.WorkQueues.QueueState.Contents;

/** What is told of every deployment's queues, by the queue {@code refunds}, and how what failed goes back to it. */
public abstract class WorkQueuesContract {
    private static final QueueName REFUNDS = new QueueName("refunds");
    private static final QueueName EVENTS = new QueueName("events");

    /** The queues {@code refunds} and {@code events}, the second with nothing but dead letters, empty at first. */
    protected abstract WorkQueues queues();

    /** The same; {@code refunds} has a queue to go back to. */
    protected abstract DeadLetters deadLetters();

    /** Puts messages into the queue {@code refunds}. */
    protected abstract void send(int messages);

    /** Takes a message of it once there is one, and works on it. */
    protected abstract void receive();

    /** Has all messages of it fail too often. */
    protected abstract void fail();

    @Test
    void areToldInTheOrderOfTheDeployment() {
        assertThat(queues().list()).extracting(QueueState::name).containsExactly(REFUNDS, EVENTS);
        assertThat(queues().list().getLast().messages()).isEmpty();
        assertThat(refunds().messages().map(WorkQueuesContract::counts)).contains("0 waiting, 0 in flight");
    }

    @Test
    void tellWhatWaitsAndWhatIsInFlight() {
        send(3);
        receive();
        assertThat(refunds().messages().map(WorkQueuesContract::counts)).contains("2 waiting, 1 in flight");
        assertThat(refunds().deadLetters().waiting()).isZero();
    }

    @Test
    void sendWhatFailedBack() {
        send(2);
        fail();
        assertThat(refunds().deadLetters().waiting()).isEqualTo(2);
        assertThat(refunds().messages().map(Contents::waiting)).contains(0L);

        assertThat(deadLetters().redrive(REFUNDS)).isEqualTo(Redrive.BEGUN);

        receive();
        receive();
        assertThat(refunds().messages().map(WorkQueuesContract::counts)).contains("0 waiting, 2 in flight");
        assertThat(refunds().deadLetters().waiting()).isZero();
    }

    @Test
    void sendNothingWhereThereIsNoQueue() {
        assertThat(deadLetters().redrive(EVENTS)).isEqualTo(Redrive.NO_QUEUE);
        assertThat(deadLetters().redrive(new QueueName("mails"))).isEqualTo(Redrive.NO_QUEUE);
    }

    @Test
    void showWhatFailedAndKeepIt() {
        send(3);
        fail();

        for (int look = 0; look < 2; look++) {
            assertThat(deadLetters().listSome(REFUNDS).orElseThrow())
                    .hasSize(3)
                    .doesNotHaveDuplicates()
                    .allSatisfy(letter -> {
                        assertThat(letter.sentAt()).isAfter(Instant.EPOCH);
                        assertThat(letter.received()).isPositive();
                        assertThat(letter.body()).startsWith("{").endsWith("}");
                    });
            assertThat(refunds().deadLetters().waiting()).isEqualTo(3);
        }
        assertThat(deadLetters().listSome(EVENTS)).contains(List.of());
    }

    @Test
    void removeOneMessageOfManyAndKeepTheOthers() {
        send(DeadLetters.SHOWN_MAX + 5);
        fail();
        MessageId first = anyOf(REFUNDS);

        assertThat(deadLetters().remove(REFUNDS, first)).isEqualTo(Removal.REMOVED);

        assertThat(refunds().deadLetters().waiting()).isEqualTo(DeadLetters.SHOWN_MAX + 4);
        assertThat(deadLetters().remove(REFUNDS, first)).isEqualTo(Removal.NOT_FOUND);
        assertThat(refunds().deadLetters().waiting()).isEqualTo(DeadLetters.SHOWN_MAX + 4);
    }

    @Test
    void removeNothingThatIsNotThere() {
        send(1);
        fail();
        MessageId other = new MessageId("00000000-0000-0000-0000-000000000000");
        assertThat(deadLetters().remove(REFUNDS, other)).isEqualTo(Removal.NOT_FOUND);
        assertThat(deadLetters().remove(EVENTS, anyOf(REFUNDS))).isEqualTo(Removal.NOT_FOUND);
        assertThat(refunds().deadLetters().waiting()).isEqualTo(1);
    }

    @Test
    void knowNoOtherQueue() {
        QueueName other = new QueueName("postcards");
        assertThat(deadLetters().listSome(other)).isEmpty();
        assertThat(deadLetters().remove(other, new MessageId("1"))).isEqualTo(Removal.NO_QUEUE);
    }

    private MessageId anyOf(QueueName queue) {
        return deadLetters().listSome(queue).orElseThrow().getFirst().id();
    }

    private QueueState refunds() {
        return queues().list().getFirst();
    }

    private static String counts(Contents contents) {
        return contents.waiting() + " waiting, " + contents.inFlight() + " in flight";
    }
}
