package sundown.queue;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.edge.OperatorForm;
import sundown.edge.OperatorQuery;
import sundown.operator.Access;
import sundown.queue.WorkQueues.QueueName;
import sundown.queue.WorkQueues.QueueState;

/** Lists the queues with their waiting messages and dead letters: an operator's call, without fields. */
@Singleton
public record ListQueues(WorkQueues queues, Clock clock) implements OperatorQuery<OperatorForm.NoFields> {
    private static final OperatorForm<OperatorForm.NoFields> FORM =
            OperatorForm.of("list-queues", Access.reading(), OperatorForm.NoFields.class);

    /**
     * All queues.
     *
     * @param at when they were looked at, ISO 8601 in UTC
     */
    @RegisterForReflection
    public record QueuesView(Instant at, List<QueueView> queues) {}

    /**
     * A queue.
     *
     * @param messages empty if there is a queue of dead letters alone; then nothing can be sent back, either
     */
    @RegisterForReflection
    public record QueueView(QueueName queue, Optional<ContentsView> messages, ContentsView deadLetters) {
        private static QueueView of(QueueState state) {
            return new QueueView(
                    state.name(), state.messages().map(ContentsView::of), ContentsView.of(state.deadLetters()));
        }
    }

    /** The approximate contents of a queue; {@code oldestSeconds} is empty if it is not known. */
    @RegisterForReflection
    public record ContentsView(long waiting, long delayed, long inFlight, Optional<Long> oldestSeconds) {
        private static ContentsView of(QueueState.Contents contents) {
            return new ContentsView(
                    contents.waiting(),
                    contents.delayed(),
                    contents.inFlight(),
                    contents.oldest().map(Duration::toSeconds));
        }
    }

    @Override
    public OperatorForm<OperatorForm.NoFields> form() {
        return FORM;
    }

    @Override
    public QueuesView answer(OperatorForm.NoFields call) {
        return new QueuesView(
                clock.instant(), queues.list().stream().map(QueueView::of).toList());
    }
}
