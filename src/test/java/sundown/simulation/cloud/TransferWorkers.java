package sundown.simulation.cloud;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import sundown.account.UserId;
import sundown.edge.InMemoryQueue;
import sundown.edge.QueueEvent;
import sundown.simulation.run.Chance;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Invocations;
import sundown.simulation.run.Run;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;
import sundown.transfer.Transfer.TransferMessage;

/** The workers that the queue of transfers calls. */
public record TransferWorkers(Workers workers, Chance chance, Predicate<UserId> hasLarge) {
    private static final int MOST_WRITES = 5;

    /** The draw and the tokens of a batch that was prepared ahead, and is left to the next run. */
    private static final int MOST_WRITES_AHEAD = 2;

    /** Sessions of large items are saved before any byte, and a batch of many bytes once half way. */
    private static final int MORE_WRITES_FOR_LARGE = 2;

    private static final int MOST_AT_ONCE = 3;

    static TransferWorkers of(
            TransferCloud cloud, Surroundings around, Invocations invocations, Predicate<UserId> hasLarge) {
        Workers workers = new Workers(
                FunctionName.BATCH, cloud.queue, event -> handle(cloud, around.run(), event), around, invocations);
        return new TransferWorkers(workers, around.chance(), hasLarge);
    }

    private static QueueEvent.Answer handle(TransferCloud cloud, Run run, QueueEvent event) {
        run.receives(TransferMessage.read(event.records().getFirst().body()).batch());
        return cloud.functions.batch().handle(event);
    }

    /**
     * Delivers a few messages, in any order as they are of different users.
     *
     * @return how many
     */
    public int deliver() {
        List<InMemoryQueue.Delivery> received = new ArrayList<>();
        for (int count = chance.between(1, MOST_AT_ONCE); count > 0; count--) {
            workers.queue().receive().ifPresent(received::add);
        }
        Collections.shuffle(received, Random.from(chance.generator()));
        received.forEach(delivery -> checkWrites(workers.deliver(delivery)));
        return received.size();
    }

    /** A run that loses races to others writes once more for each, and it draws for each request about an album. */
    private void checkWrites(Run run) {
        int large = run.user().filter(hasLarge).isPresent() ? MORE_WRITES_FOR_LARGE : 0;
        int most = (run.counted() + 1) * (MOST_WRITES + large)
                + MOST_WRITES_AHEAD
                + large
                + run.lostRaces()
                + run.albumRequests();
        Violation.unless(run.writes() <= most, "a batch costs at most five writes", run.writes() + " writes");
    }
}
