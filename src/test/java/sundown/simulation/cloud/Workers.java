package sundown.simulation.cloud;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import sundown.account.UserId;
import sundown.edge.InMemoryQueue;
import sundown.edge.QueueEvent;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Invocations;
import sundown.simulation.run.Run;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;
import sundown.transfer.TransferMessage;

/** The workers that the queue of transfers calls. */
public record Workers(TransferCloud cloud, Surroundings around, Invocations invocations, Predicate<UserId> hasLarge) {
    private static final int MOST_WRITES = 4;

    /** The draw and the tokens of a batch that was prepared ahead, and is left to the next run. */
    private static final int MOST_WRITES_AHEAD = 2;

    /** Sessions of large items are saved before any byte, and a batch of many bytes once half way. */
    private static final int MORE_WRITES_FOR_LARGE = 2;

    private static final int MOST_AT_ONCE = 3;

    /**
     * Delivers a few messages, in any order as they are of different users.
     *
     * @return how many
     */
    public int deliver() {
        List<InMemoryQueue.Delivery> received = new ArrayList<>();
        for (int count = around.chance().between(1, MOST_AT_ONCE); count > 0; count--) {
            cloud.queue.receive().ifPresent(received::add);
        }
        Collections.shuffle(received, Random.from(around.chance().generator()));
        received.forEach(this::deliver);
        return received.size();
    }

    private void deliver(InMemoryQueue.Delivery delivery) {
        around.trace().say(() -> around.time().now() + " " + delivery.body());
        TransferMessage message = TransferMessage.read(delivery.body());
        UserId user = message.user();
        QueueEvent event = delivery.event();
        Invocations.Invocation<QueueEvent.Answer> done =
                invocations.of(FunctionName.BATCH, Optional.of(user), () -> handle(message, event));
        checkWrites(user, done.run());
        done.answer().ifPresent(answer -> settle(delivery, done.run(), answer));
    }

    private QueueEvent.Answer handle(TransferMessage message, QueueEvent event) {
        around.runs().current().receives(message.batch());
        return cloud.functions.batch().handle(event);
    }

    /** A run that loses races to others writes once more for each. */
    private void checkWrites(UserId user, Run run) {
        int large = hasLarge.test(user) ? MORE_WRITES_FOR_LARGE : 0;
        int most = (run.counted() + 1) * (MOST_WRITES + large) + MOST_WRITES_AHEAD + large + run.lostRaces();
        Violation.unless(run.writes() <= most, "a batch costs at most four writes", run.writes() + " writes");
    }

    /**
     * What failed comes again, now or when it has been hidden long enough; so does what was done, if that gets lost.
     */
    private void settle(InMemoryQueue.Delivery delivery, Run run, QueueEvent.Answer answer) {
        boolean failed = !answer.batchItemFailures().isEmpty();
        Violation.unless(!failed || run.mayFail(), "no fault of our own", run);
        if (failed && around.chance().oneIn(2)) {
            cloud.queue.release(delivery);
        } else if (!failed && !around.troubles().deletionLost()) {
            cloud.queue.delete(delivery);
        }
    }
}
