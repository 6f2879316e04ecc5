package sundown.simulation;

import java.util.List;
import java.util.Optional;
import sundown.account.UserId;
import sundown.archive.ArchiveMessage;
import sundown.edge.InMemoryStandardQueue;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEvent;

/** The workers that the archives' queue calls. */
final class ArchiveWorkers {
    private final ArchiveCloud cloud;
    private final Surroundings around;
    private final Invocations invocations;

    ArchiveWorkers(ArchiveCloud cloud, Surroundings around, Invocations invocations) {
        this.cloud = cloud;
        this.around = around;
        this.invocations = invocations;
    }

    /**
     * Delivers a message, if any can be delivered.
     *
     * @return how many
     */
    int deliver() {
        Optional<InMemoryStandardQueue.Delivery> received = cloud.queue().receive();
        received.ifPresent(this::deliver);
        return received.isPresent() ? 1 : 0;
    }

    private void deliver(InMemoryStandardQueue.Delivery delivery) {
        around.trace().say(() -> around.time().now() + " " + delivery.body());
        UserId user = ArchiveMessage.read(delivery.body()).user();
        QueueEvent event = new QueueEvent(List.of(new QueueEvent.Message(delivery.id(), delivery.body())));
        Invocations.Invocation<QueueAnswer> done = invocations.of(
                FunctionName.BUILD_ARCHIVE,
                Optional.of(user),
                () -> cloud.functions().build().handle(event));
        done.answer().ifPresent(answer -> settle(delivery, done.run(), answer));
    }

    /** What failed comes again, now or when it has been hidden long enough; so does what was done, if that gets lost. */
    private void settle(InMemoryStandardQueue.Delivery delivery, Run run, QueueAnswer answer) {
        boolean failed = !answer.batchItemFailures().isEmpty();
        Violation.unless(!failed || run.mayFail(), "no fault of our own", run);
        if (failed && around.chance().oneIn(2)) {
            cloud.queue().release(delivery);
        } else if (!failed && !around.troubles().deletionLost()) {
            cloud.queue().delete(delivery);
        }
    }
}
