package sundown.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import sundown.account.UserId;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEvent;
import sundown.edge.ScheduledEvent;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.transfer.InMemoryTransferQueue;
import sundown.transfer.TransferMessage;

/** What runs without a user: the workers that the queue calls, and the sweep. */
final class Workers {
    private static final int MOST_WRITES = 4;

    /** Sessions of large items are saved before any byte, and a batch of many bytes once half way. */
    private static final int MORE_WRITES_FOR_LARGE = 2;

    private static final int MOST_AT_ONCE = 3;

    private final Cloud cloud;
    private final Chance chance;
    private final Predicate<UserId> hasLarge;
    private final WorldTime time;
    private final Trace trace;

    /**
     * Hires them.
     *
     * @param hasLarge who has items that go in chunks
     */
    Workers(Cloud cloud, Chance chance, Predicate<UserId> hasLarge, WorldTime time, Trace trace) {
        this.cloud = cloud;
        this.chance = chance;
        this.hasLarge = hasLarge;
        this.time = time;
        this.trace = trace;
    }

    /**
     * Delivers a few messages, in any order as they are of different users.
     *
     * @return how many
     */
    int deliver() {
        List<InMemoryTransferQueue.Delivery> received = new ArrayList<>();
        for (int count = chance.between(1, MOST_AT_ONCE); count > 0; count--) {
            cloud.queue().receive().ifPresent(received::add);
        }
        Collections.shuffle(received, Random.from(chance.generator()));
        received.forEach(this::deliver);
        return received.size();
    }

    private void deliver(InMemoryTransferQueue.Delivery delivery) {
        trace.say(() -> time.now() + " " + delivery.body());
        UserId user = TransferMessage.read(delivery.body()).user();
        QueueEvent event = new QueueEvent(List.of(new QueueEvent.Message(delivery.id(), delivery.body())));
        Invocations.Invocation<QueueAnswer> done = cloud.invocations()
                .of(
                        FunctionName.BATCH,
                        Optional.of(user),
                        () -> cloud.functions().batch().handle(event));
        checkWrites(user, done.run());
        done.answer().ifPresent(answer -> settle(delivery, done.run(), answer));
    }

    /** A run that loses races to others writes once more for each. */
    private void checkWrites(UserId user, Run run) {
        int most = MOST_WRITES + (hasLarge.test(user) ? MORE_WRITES_FOR_LARGE : 0) + run.lostRaces();
        Violation.unless(run.writes() <= most, "a batch costs at most four writes", run.writes() + " writes");
    }

    /** What failed comes again, now or when it has been hidden long enough; so does what was done, if that gets lost. */
    private void settle(InMemoryTransferQueue.Delivery delivery, Run run, QueueAnswer answer) {
        boolean failed = !answer.batchItemFailures().isEmpty();
        Violation.unless(!failed || run.mayFail(), "no fault of our own", run);
        if (failed && chance.oneIn(2)) {
            cloud.queue().release(delivery);
        } else if (!failed && !cloud.troubles().deletionLost()) {
            cloud.queue().delete(delivery);
        }
    }

    void sweep() {
        cloud.invocations().of(FunctionName.SWEEP, Optional.empty(), this::sweepOrFail);
    }

    private boolean sweepOrFail() {
        try {
            cloud.sweep().handle(new ScheduledEvent("sweep"));
            return true;
        } catch (RetryableFailure | PermanentFailure failed) {
            Violation.unless(cloud.runs().current().mayFail(), "no fault of our own", failed);
            return false;
        }
    }
}
