package sundown.queue;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sundown.edge.OperatorForm;
import sundown.edge.OperatorQuery;
import sundown.operator.Access;
import sundown.queue.WorkQueues.QueueState;

/** Tells what waits in each queue, for how long, and what failed too often: an operator's call, without fields. */
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
    public record QueuesView(String at, List<QueueView> queues) {}

    /**
     * A queue.
     *
     * @param messages nothing where only what failed has a queue; then nothing can be sent back, either
     */
    @RegisterForReflection
    public record QueueView(String queue, Optional<ContentsView> messages, ContentsView deadLetters) {
        private static QueueView of(QueueState state) {
            return new QueueView(
                    state.name().value(), state.messages().map(ContentsView::of), ContentsView.of(state.deadLetters()));
        }
    }

    /** What is in it, about; {@code oldestSeconds} is nothing where it is not known. */
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
                clock.instant().toString(),
                queues.list().stream().map(QueueView::of).toList());
    }
}
