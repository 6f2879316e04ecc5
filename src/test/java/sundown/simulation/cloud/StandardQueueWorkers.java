package sundown.simulation.cloud;

import java.util.Optional;
import java.util.function.Function;
import sundown.account.UserId;
import sundown.edge.InMemoryQueue;
import sundown.edge.QueueEvent;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Invocations;
import sundown.simulation.run.Run;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/** The workers that a standard queue calls. */
public record StandardQueueWorkers(InMemoryQueue<?> queue, Work work, Surroundings around, Invocations invocations) {
    /**
     * What is done with a message.
     *
     * @param user reads the user from a body, if it is about one user
     */
    record Work(
            FunctionName name,
            Function<String, Optional<UserId>> user,
            Function<QueueEvent, QueueEvent.Answer> function) {}

    /**
     * Delivers a message, if any can be delivered.
     *
     * @return how many
     */
    int deliver() {
        Optional<InMemoryQueue.Delivery> received = queue.receive();
        received.ifPresent(this::deliver);
        return received.isPresent() ? 1 : 0;
    }

    private void deliver(InMemoryQueue.Delivery delivery) {
        around.trace().say(() -> around.time().now() + " " + delivery.body());
        Optional<UserId> user = work.user().apply(delivery.body());
        QueueEvent event = delivery.event();
        Invocations.Invocation<QueueEvent.Answer> done =
                invocations.of(work.name(), user, () -> work.function().apply(event));
        done.answer().ifPresent(answer -> settle(delivery, done.run(), answer));
    }

    /**
     * What failed comes again, now or when it has been hidden long enough; so does what was done, if that gets lost.
     */
    private void settle(InMemoryQueue.Delivery delivery, Run run, QueueEvent.Answer answer) {
        boolean failed = !answer.batchItemFailures().isEmpty();
        Violation.unless(!failed || run.mayFail(), "no fault of our own", run);
        if (failed && around.chance().oneIn(2)) {
            queue.release(delivery);
        } else if (!failed && !around.troubles().deletionLost()) {
            queue.delete(delivery);
        }
    }
}
