package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.edge.QueueMessage.Generation;
import sundown.failure.RetryableFailure;
import sundown.metrics.Measurements;

class QueueEdgeTest {
    private final QueueEdge edge = new QueueEdge();

    @AutoClose
    private final LogRecords log = LogRecords.of(QueueEdge.class);

    private final List<String> worked = new ArrayList<>();

    @Test
    void worksOnTheMessagesInOrder() {
        assertThat(handle("a", "b", "c")).isEmpty();
        assertThat(handleInOrder("d", "e", "f")).isEmpty();
        assertThat(worked).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void givesBackOfAStandardQueueOnlyWhatFailed() {
        assertThat(handle("a", "fail", "c", "unreadable", "e")).containsExactly("message-1", "message-3");
        assertThat(worked).containsExactly("a", "c", "e");
    }

    @Test
    void givesBackOfAFifoQueueTheFirstThatFailsAndAllThatFollow() {
        assertThat(handleInOrder("a", "fail", "c")).containsExactly("message-1", "message-2");
        assertThat(worked).containsExactly("a");
    }

    @Test
    void givesBackOfAFifoQueueWhatFollowsTheFirstThatItCannotRead() {
        assertThat(handleInOrder("a", "unreadable", "c")).containsExactly("message-1", "message-2");
        assertThat(worked).containsExactly("a");
    }

    @Test
    void givesBackWhatItCannotReadWithOneLogLine() {
        assertThat(handle("unreadable")).containsExactly("message-0");
        assertThat(worked).isEmpty();
        assertThat(log.lines()).containsExactly("ERROR message message-0 cannot be read: not a message");
    }

    @Test
    void isDoneWithAnEventThatHasNoMessages() {
        assertThat(edge.handle(new QueueEvent(null), this::read, this::work).batchItemFailures())
                .isEmpty();
        assertThat(handle()).isEmpty();
    }

    @Test
    void worksOnAMessageUnderItsCorrelation() {
        List<Correlation> seen = new ArrayList<>();

        edge.handle(QueueEvents.of("a", "b"), this::read, message -> seen.add(Correlation.current()));

        assertThat(seen).containsExactly(new Correlation("a"), new Correlation("b"));
    }

    @Test
    void whatAMessageSendsIsOfTheNextGeneration() {
        List<Optional<Generation>> sent = new ArrayList<>();

        edge.handle(
                QueueEvents.of("id", "a", new Generation(7)),
                this::read,
                message -> sent.add(Generation.ofWhatIsSent()));
        edge.handle(QueueEvents.of("a"), this::read, message -> sent.add(Generation.ofWhatIsSent()));

        assertThat(sent).containsExactly(Optional.of(new Generation(8)), Optional.of(new Generation(1)));
        assertThat(Generation.ofWhatIsSent()).isEmpty();
    }

    @Test
    void tellsHowLongAMessageWaitedInAQueueThatKeepsItsOrder() {
        List<Duration> all = new ArrayList<>();

        edge.handleInOrder(
                QueueEvents.of("id", "a", new Generation(0), Duration.ofMinutes(7)),
                this::read,
                (message, waited) -> all.add(waited));
        edge.handleInOrder(QueueEvents.of("b"), this::read, (message, waited) -> all.add(waited));

        assertThat(all).containsExactly(Duration.ofMinutes(7), Duration.ZERO);
    }

    @Test
    void dropsAndReportsAMessageBeyondTheLastGeneration() {
        Generation beyond = new Generation(Generation.LAST.number() + 1);
        Measurements measurements = new Measurements();

        assertThat(edge.handleInOrder(QueueEvents.of("id", "a", Generation.LAST), this::read, this::workInOrder)
                        .batchItemFailures())
                .isEmpty();
        assertThat(edge.handleInOrder(QueueEvents.of("id", "b", beyond), this::read, this::workInOrder)
                        .batchItemFailures())
                .isEmpty();

        assertThat(worked).containsExactly("a");
        measurements.close();
        assertThat(measurements.faults()).containsExactly("LongChains");
        assertThat(log.lines()).containsExactly("ERROR message id is dropped: its chain is too long");
    }

    @Test
    void leavesAnErrorOfTheMachineAlone() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> handle("error")))
                .isInstanceOf(StackOverflowError.class);
    }

    private List<String> handle(String... bodies) {
        return ids(edge.handle(QueueEvents.of(bodies), this::read, this::work));
    }

    private List<String> handleInOrder(String... bodies) {
        return ids(edge.handleInOrder(QueueEvents.of(bodies), this::read, this::workInOrder));
    }

    private static List<String> ids(QueueEvent.Answer answer) {
        return answer.batchItemFailures().stream()
                .map(QueueEvent.Answer.Failed::itemIdentifier)
                .toList();
    }

    private void workInOrder(Sample message, Duration waited) {
        work(message);
    }

    private record Sample(String write) implements QueueMessage {
        @Override
        public Correlation correlation() {
            return new Correlation(write);
        }
    }

    private Sample read(String body) {
        if (body.equals("unreadable")) {
            throw new IllegalArgumentException("not a message");
        }
        return new Sample(body);
    }

    private void work(Sample message) {
        switch (message.write()) {
            case "fail" -> throw new RetryableFailure("a service failed", null);
            case "error" -> throw new StackOverflowError();
            default -> worked.add(message.write());
        }
    }
}
