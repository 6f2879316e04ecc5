package sundown.simulation.cloud;

import java.util.Optional;
import java.util.function.Function;
import sundown.account.UserId;
import sundown.edge.InMemoryQueue;
import sundown.edge.Json;
import sundown.edge.QueueEvent;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Invocations;
import sundown.simulation.run.Run;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/** The workers that a queue calls, each with one message. */
record Workers(
        FunctionName name,
        InMemoryQueue<?> queue,
        Function<QueueEvent, QueueEvent.Answer> function,
        Surroundings around,
        Invocations invocations) {
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

    /** Delivers a message, and returns the run that it was for. */
    Run deliver(InMemoryQueue.Delivery delivery) {
        around.say(delivery::body);
        Optional<UserId> user = Optional.ofNullable(
                        Json.read(delivery.body()).path("userId").textValue())
                .map(UserId::new);
        QueueEvent event = delivery.event();
        Invocations.Invocation<QueueEvent.Answer> done = invocations.of(name, user, () -> function.apply(event));
        done.answer().ifPresent(answer -> settle(delivery, done.run(), answer));
        return done.run();
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
